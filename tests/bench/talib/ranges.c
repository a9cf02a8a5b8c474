#include "talib.h"

static inline double true_range(long i) {
  double before = close_[i - 1], width = high[i] - low[i], gap = fabs(high[i] - before);
  if (gap > width) width = gap;
  gap = fabs(low[i] - before);
  return gap > width ? gap : width;
}

long trange(const double *p, double **out) {
  (void)p;
  for (long i = 1; i < n; i++) out[0][i] = true_range(i);
  return 1;
}

static long wilder_range(int period, double *out, int normalised) {
  double *range = malloc(n * sizeof(double)), value = 0;
  for (long i = 1; i < n; i++) range[i] = true_range(i);
  for (long i = 1; i <= period; i++) value += range[i];
  value /= period;
  out[period] = normalised ? value / close_[period] * 100 : value;
  for (long i = period + 1; i < n; i++) {
    value *= period - 1;
    value += range[i];
    value /= period;
    out[i] = normalised ? (close_[i] != 0 ? value / close_[i] * 100 : 0) : value;
  }
  free(range);
  return period;
}

long atr(const double *p, double **out) { return wilder_range(p[0], out[0], 0); }

long natr(const double *p, double **out) { return wilder_range(p[0], out[0], 1); }

long adx(const double *p, double **out) {
  int period = p[0];
  double up = 0, down = 0, range = 0, sum = 0, value = 0;
  for (long i = 1; i < n; i++) {
    double rise = high[i] - high[i - 1], fall = low[i - 1] - low[i];
    if (i >= period) {
      up -= up / period;
      down -= down / period;
      range = range - range / period + true_range(i);
    } else range += true_range(i);
    if (fall > 0 && rise < fall) down += fall;
    else if (rise > 0 && rise > fall) up += rise;
    if (i < period) continue;
    if (!IS_ZERO(range)) {
      double minus = 100 * (down / range), plus = 100 * (up / range), total = minus + plus;
      if (!IS_ZERO(total)) {
        double dx = 100 * (fabs(minus - plus) / total);
        if (i < 2 * period) sum += dx;
        else value = (value * (period - 1) + dx) / period;
      }
    }
    if (i == 2 * period - 1) value = sum / period;
    if (i >= 2 * period - 1) out[0][i] = value;
  }
  return 2 * period - 1;
}

long sar(const double *p, double **out) {
  double step = p[0], most = p[1], af = step, extreme, stop;
  double fall = low[0] - low[1], rise = high[1] - high[0];
  int rising = !(fall > 0 && fall > rise);
  if (rising) extreme = high[1], stop = low[0];
  else extreme = low[1], stop = high[0];
  double new_low = low[1], new_high = high[1];
  for (long i = 1; i < n; i++) {
    double old_low = new_low, old_high = new_high;
    new_low = low[i];
    new_high = high[i];
    if (rising) {
      if (new_low <= stop) {
        rising = 0;
        stop = extreme;
        if (stop < old_high) stop = old_high;
        if (stop < new_high) stop = new_high;
        out[0][i] = stop;
        af = step;
        extreme = new_low;
        stop = stop + af * (extreme - stop);
        if (stop < old_high) stop = old_high;
        if (stop < new_high) stop = new_high;
      } else {
        out[0][i] = stop;
        if (new_high > extreme) {
          extreme = new_high;
          af += step;
          if (af > most) af = most;
        }
        stop = stop + af * (extreme - stop);
        if (stop > old_low) stop = old_low;
        if (stop > new_low) stop = new_low;
      }
    } else if (new_high >= stop) {
      rising = 1;
      stop = extreme;
      if (stop > old_low) stop = old_low;
      if (stop > new_low) stop = new_low;
      out[0][i] = stop;
      af = step;
      extreme = new_high;
      stop = stop + af * (extreme - stop);
      if (stop > old_low) stop = old_low;
      if (stop > new_low) stop = new_low;
    } else {
      out[0][i] = stop;
      if (new_low < extreme) {
        extreme = new_low;
        af += step;
        if (af > most) af = most;
      }
      stop = stop + af * (extreme - stop);
      if (stop < old_high) stop = old_high;
      if (stop < new_high) stop = new_high;
    }
  }
  return 1;
}
