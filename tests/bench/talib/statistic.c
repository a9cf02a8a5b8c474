#include "talib.h"

static long variance(int period, double *out) {
  double total = 0, squares = 0;
  long trailing = 0, i = 0;
  for (; i < period - 1; i++) {
    total += close_[i];
    squares += close_[i] * close_[i];
  }
  for (; i < n; i++) {
    double x = close_[i];
    total += x;
    squares += x * x;
    double mean = total / period, mean_square = squares / period;
    x = close_[trailing++];
    total -= x;
    squares -= x * x;
    out[i] = mean_square - mean * mean;
  }
  return period - 1;
}

long var(const double *p, double **out) { return variance(p[0], out[0]); }

long stddev(const double *p, double **out) {
  long first = variance(p[0], out[0]);
  for (long i = first; i < n; i++) out[0][i] = out[0][i] < 1e-8 ? 0 : sqrt(out[0][i]);
  return first;
}

/* The deviation is taken from the average that is already there. */
long bbands(const double *p, double **out) {
  int period = p[0];
  double *spread = malloc(n * sizeof(double)), squares = 0, width = p[1];
  long first = average(close_, 0, period, out[1]), trailing = 0, i = 0;
  for (; i < first; i++) squares += close_[i] * close_[i];
  for (; i < n; i++) {
    squares += close_[i] * close_[i];
    double mean_square = squares / period;
    squares -= close_[trailing] * close_[trailing];
    trailing++;
    double value = mean_square - out[1][i] * out[1][i];
    spread[i] = value < 1e-8 ? 0 : sqrt(value);
  }
  for (i = first; i < n; i++) {
    double half = spread[i] * width, middle = out[1][i];
    out[0][i] = middle + half;
    out[2][i] = middle - half;
  }
  free(spread);
  return first;
}

long linearreg(const double *p, double **out) {
  int period = p[0];
  double sx = period * (period - 1) * 0.5, sxx = period * (period - 1.0) * (2 * period - 1) / 6;
  double divisor = sx * sx - period * sxx;
  for (long i = period - 1; i < n; i++) {
    double sxy = 0, sy = 0;
    for (int j = period; j-- != 0;) {
      double value = close_[i - j];
      sy += value;
      sxy += j * value;
    }
    double m = (period * sxy - sx * sy) / divisor, b = (sy - m * sx) / period;
    out[0][i] = b + m * (period - 1);
  }
  return period - 1;
}

long correl(const double *p, double **out) {
  int period = p[0];
  double sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
  long i = 0, trailing = 0;
  for (; i < n; i++) {
    double x = high[i], y = low[i];
    sx += x, sxx += x * x, sxy += x * y, sy += y, syy += y * y;
    if (i < period - 1) continue;
    double product = (sxx - sx * sx / period) * (syy - sy * sy / period);
    out[0][i] = product < 1e-8 ? 0 : (sxy - sx * sy / period) / sqrt(product);
    x = high[trailing], y = low[trailing++];
    sx -= x, sxx -= x * x, sxy -= x * y, sy -= y, syy -= y * y;
  }
  return period - 1;
}

long beta(const double *p, double **out) {
  int period = p[0];
  double sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (long i = 1; i < n; i++) {
    double x = IS_ZERO(high[i - 1]) ? 0 : (high[i] - high[i - 1]) / high[i - 1];
    double y = IS_ZERO(low[i - 1]) ? 0 : (low[i] - low[i - 1]) / low[i - 1];
    sxx += x * x, sxy += x * y, sx += x, sy += y;
    if (i < period) continue;
    double divisor = period * sxx - sx * sx;
    long t = i - period + 1;
    x = IS_ZERO(high[t - 1]) ? 0 : (high[t] - high[t - 1]) / high[t - 1];
    y = IS_ZERO(low[t - 1]) ? 0 : (low[t] - low[t - 1]) / low[t - 1];
    out[0][i] = IS_ZERO(divisor) ? 0 : (period * sxy - sx * sy) / divisor;
    sxx -= x * x, sxy -= x * y, sx -= x, sy -= y;
  }
  return period;
}

long max(const double *p, double **out) {
  int period = p[0];
  long best = -1;
  double top = 0;
  for (long i = period - 1; i < n; i++) {
    long trailing = i - period + 1;
    if (best < trailing) {
      best = trailing;
      top = high[best];
      for (long j = trailing + 1; j <= i; j++)
        if (high[j] > top) best = j, top = high[j];
    } else if (high[i] >= top) best = i, top = high[i];
    out[0][i] = top;
  }
  return period - 1;
}

long min(const double *p, double **out) {
  int period = p[0];
  long best = -1;
  double bottom = 0;
  for (long i = period - 1; i < n; i++) {
    long trailing = i - period + 1;
    if (best < trailing) {
      best = trailing;
      bottom = low[best];
      for (long j = trailing + 1; j <= i; j++)
        if (low[j] < bottom) best = j, bottom = low[j];
    } else if (low[i] <= bottom) best = i, bottom = low[i];
    out[0][i] = bottom;
  }
  return period - 1;
}

long typprice(const double *p, double **out) {
  (void)p;
  for (long i = 0; i < n; i++) out[0][i] = (high[i] + low[i] + close_[i]) / 3.0;
  return 0;
}
