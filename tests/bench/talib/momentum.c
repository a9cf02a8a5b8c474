#include "talib.h"

static long balance(int period, double penalty, double *out) {
  double gain = 0, loss = 0, previous = close_[0];
  for (long i = 1; i < n; i++) {
    double value = close_[i], change = value - previous;
    previous = value;
    if (i > period) {
      gain *= period - 1;
      loss *= period - 1;
    }
    if (change < 0) loss -= change;
    else gain += change;
    if (i < period) continue;
    gain /= period;
    loss /= period;
    double total = gain + loss;
    out[i] = !IS_ZERO(total) ? 100 * ((gain - penalty * loss) / total) : 0;
  }
  return period;
}

long rsi(const double *p, double **out) { return balance(p[0], 0, out[0]); }

long cmo(const double *p, double **out) { return balance(p[0], 1, out[0]); }

/* Lowest low and highest high of the last bars, looked for anew only when the one known has left the window. */
typedef struct {
  long lowest, highest;
  double bottom, top;
} Range;

static inline void advance(Range *r, long today, long trailing) {
  double value = low[today];
  if (r->lowest < trailing) {
    r->lowest = trailing;
    r->bottom = low[trailing];
    for (long i = trailing + 1; i <= today; i++)
      if (low[i] < r->bottom) r->lowest = i, r->bottom = low[i];
  } else if (value <= r->bottom) r->lowest = today, r->bottom = value;
  value = high[today];
  if (r->highest < trailing) {
    r->highest = trailing;
    r->top = high[trailing];
    for (long i = trailing + 1; i <= today; i++)
      if (high[i] > r->top) r->highest = i, r->top = high[i];
  } else if (value >= r->top) r->highest = today, r->top = value;
}

long stoch(const double *p, double **out) {
  int period = p[0];
  double *raw = malloc(n * sizeof(double)), *slow = malloc(n * sizeof(double));
  Range r = {-1, -1, 0, 0};
  for (long i = period - 1; i < n; i++) {
    advance(&r, i, i - period + 1);
    double width = (r.top - r.bottom) / 100;
    raw[i] = width != 0 ? (close_[i] - r.bottom) / width : 0;
  }
  long second = average(raw, period - 1, p[1], slow);
  long first = average(slow, second, p[2], out[1]);
  memcpy(out[0] + first, slow + first, (n - first) * sizeof(double));
  free(raw);
  free(slow);
  return first;
}

long willr(const double *p, double **out) {
  int period = p[0];
  Range r = {-1, -1, 0, 0};
  for (long i = period - 1; i < n; i++) {
    advance(&r, i, i - period + 1);
    double width = (r.top - r.bottom) / -100;
    out[0][i] = width != 0 ? (r.top - close_[i]) / width : 0;
  }
  return period - 1;
}

long aroon(const double *p, double **out) {
  int period = p[0];
  double factor = 100.0 / period;
  Range r = {-1, -1, 0, 0};
  for (long i = period; i < n; i++) {
    long trailing = i - period;
    double value = low[i];
    if (r.lowest < trailing) {
      r.lowest = trailing;
      r.bottom = low[trailing];
      for (long j = trailing + 1; j <= i; j++)
        if (low[j] <= r.bottom) r.lowest = j, r.bottom = low[j];
    } else if (value <= r.bottom) r.lowest = i, r.bottom = value;
    value = high[i];
    if (r.highest < trailing) {
      r.highest = trailing;
      r.top = high[trailing];
      for (long j = trailing + 1; j <= i; j++)
        if (high[j] >= r.top) r.highest = j, r.top = high[j];
    } else if (value >= r.top) r.highest = i, r.top = value;
    out[1][i] = factor * (period - (i - r.highest));
    out[0][i] = factor * (period - (i - r.lowest));
  }
  return period;
}

long cci(const double *p, double **out) {
  int period = p[0], at = 0;
  double *ring = malloc(period * sizeof(double));
  for (long i = 0; i < n; i++) {
    double price = (high[i] + low[i] + close_[i]) / 3, mean = 0, deviation = 0;
    ring[at] = price;
    if (++at == period) at = 0;
    if (i < period - 1) continue;
    for (int j = 0; j < period; j++) mean += ring[j];
    mean /= period;
    for (int j = 0; j < period; j++) deviation += fabs(ring[j] - mean);
    double distance = price - mean;
    out[0][i] = distance != 0 && deviation != 0 ? distance / (0.015 * (deviation / period)) : 0;
  }
  free(ring);
  return period - 1;
}

long roc(const double *p, double **out) {
  int period = p[0];
  for (long i = period; i < n; i++) {
    double before = close_[i - period];
    out[0][i] = before != 0 ? (close_[i] / before - 1) * 100 : 0;
  }
  return period;
}

long mom(const double *p, double **out) {
  int period = p[0];
  for (long i = period; i < n; i++) out[0][i] = close_[i] - close_[i - period];
  return period;
}

static inline void pressure(long i, double *bought, double *range) {
  double before = close_[i - 1];
  double bottom = low[i] < before ? low[i] : before;
  double width = high[i] - low[i], gap = fabs(before - high[i]);
  *bought = close_[i] - bottom;
  if (gap > width) width = gap;
  gap = fabs(before - low[i]);
  *range = gap > width ? gap : width;
}

long ultosc(const double *p, double **out) {
  double a[3] = {0, 0, 0}, b[3] = {0, 0, 0}, bought, range;
  long longest = p[2];
  for (int k = 0; k < 3; k++)
    for (long i = longest - (long)p[k] + 1; i < longest; i++) {
      pressure(i, &bought, &range);
      a[k] += bought;
      b[k] += range;
    }
  long first_trailing = longest - (long)p[0] + 1, second_trailing = longest - (long)p[1] + 1, third_trailing = 1;
  for (long i = longest; i < n; i++) {
    pressure(i, &bought, &range);
    for (int k = 0; k < 3; k++) {
      a[k] += bought;
      b[k] += range;
    }
    double value = 0;
    if (!IS_ZERO(b[0])) value += 4 * (a[0] / b[0]);
    if (!IS_ZERO(b[1])) value += 2 * (a[1] / b[1]);
    if (!IS_ZERO(b[2])) value += a[2] / b[2];
    long trailing[3] = {first_trailing++, second_trailing++, third_trailing++};
    for (int k = 0; k < 3; k++) {
      pressure(trailing[k], &bought, &range);
      a[k] -= bought;
      b[k] -= range;
    }
    out[0][i] = 100 * (value / 7);
  }
  return longest;
}
