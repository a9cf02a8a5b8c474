#include "talib.h"

long obv(const double *p, double **out) {
  (void)p;
  double value = volume[0], before = close_[0];
  for (long i = 0; i < n; i++) {
    if (close_[i] > before) value += volume[i];
    else if (close_[i] < before) value -= volume[i];
    before = close_[i];
    out[0][i] = value;
  }
  return 0;
}

static inline double accumulated(long i, double value) {
  double width = high[i] - low[i];
  return width > 0 ? value + (((close_[i] - low[i]) - (high[i] - close_[i])) / width) * volume[i] : value;
}

long ad(const double *p, double **out) {
  (void)p;
  double value = 0;
  for (long i = 0; i < n; i++) out[0][i] = value = accumulated(i, value);
  return 0;
}

long adosc(const double *p, double **out) {
  long first = (p[0] > p[1] ? p[0] : p[1]) - 1;
  double kf = 2 / (p[0] + 1), ks = 2 / (p[1] + 1), value = accumulated(0, 0), fast = value, slow = value;
  for (long i = 1; i < n; i++) {
    value = accumulated(i, value);
    fast = kf * value + (1 - kf) * fast;
    slow = ks * value + (1 - ks) * slow;
    if (i >= first) out[0][i] = fast - slow;
  }
  return first;
}

long mfi(const double *p, double **out) {
  int period = p[0], at = 0;
  struct { double positive, negative; } *ring = calloc(period, sizeof *ring);
  double in = 0, away = 0, before = (high[0] + low[0] + close_[0]) / 3;
  for (long i = 1; i < n; i++) {
    in -= ring[at].positive;
    away -= ring[at].negative;
    double price = (high[i] + low[i] + close_[i]) / 3, change = price - before;
    before = price;
    double flow = price * volume[i];
    if (change < 0) ring[at].negative = flow, ring[at].positive = 0, away += flow;
    else if (change > 0) ring[at].positive = flow, ring[at].negative = 0, in += flow;
    else ring[at].positive = ring[at].negative = 0;
    if (i >= period) {
      double total = in + away;
      out[0][i] = total < 1 ? 0 : 100 * (in / total);
    }
    if (++at == period) at = 0;
  }
  free(ring);
  return period;
}
