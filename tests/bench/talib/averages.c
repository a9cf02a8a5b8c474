#include "talib.h"

/* Simple average of x[from…]. */
long average(const double *x, long from, int period, double *out) {
  double total = 0;
  long i = from, trailing = from;
  for (; i < from + period - 1; i++) total += x[i];
  for (; i < n; i++) {
    total += x[i];
    double whole = total;
    total -= x[trailing++];
    out[i] = whole / period;
  }
  return from + period - 1;
}

/* Exponential average of x[from…], seeded with the mean of its first values. */
long exponential(const double *x, long from, int period, double *out) {
  double k = 2.0 / (period + 1), value = 0;
  long i = from;
  for (; i < from + period; i++) value += x[i];
  value /= period;
  out[i - 1] = value;
  for (; i < n; i++) {
    value = (x[i] - value) * k + value;
    out[i] = value;
  }
  return from + period - 1;
}

long sma(const double *p, double **out) { return average(close_, 0, p[0], out[0]); }

long ema(const double *p, double **out) { return exponential(close_, 0, p[0], out[0]); }

long wma(const double *p, double **out) {
  int period = p[0];
  double divider = period * (period + 1) / 2, sum = 0, sub = 0, left = 0;
  long i = 0, trailing = 0;
  for (; i < period - 1; i++) {
    sub += close_[i];
    sum += close_[i] * (i + 1);
  }
  for (; i < n; i++) {
    sub += close_[i];
    sub -= left;
    sum += close_[i] * period;
    left = close_[trailing++];
    out[0][i] = sum / divider;
    sum -= sub;
  }
  return period - 1;
}

long dema(const double *p, double **out) {
  double *once = malloc(n * sizeof(double)), *twice = malloc(n * sizeof(double));
  long first = exponential(once, exponential(close_, 0, p[0], once), p[0], twice);
  for (long i = first; i < n; i++) out[0][i] = 2 * once[i] - twice[i];
  free(once);
  free(twice);
  return first;
}

long tema(const double *p, double **out) {
  double *once = malloc(n * sizeof(double)), *twice = malloc(n * sizeof(double)), *thrice = out[0];
  long second = exponential(once, exponential(close_, 0, p[0], once), p[0], twice);
  long first = exponential(twice, second, p[0], thrice);
  for (long i = first; i < n; i++) thrice[i] += 3 * once[i] - 3 * twice[i];
  free(once);
  free(twice);
  return first;
}

/* Weights 1 2 … 2 1: each step takes the older half away once and adds the newer half and the new value. */
long trima(const double *p, double **out) {
  int period = p[0], half = period >> 1, odd = period % 2;
  long first = period - 1, next = odd ? half + 1 : half, trailing = 0;
  double numerator = 0, older = 0, newer = 0, factor = 1.0 / (odd ? (half + 1.0) * (half + 1.0) : half * (half + 1.0));
  for (long i = 0; i < period; i++) {
    numerator += close_[i] * (i < next ? i + 1 : period - i);
    if (i < next) older += close_[i];
    else newer += close_[i];
  }
  out[0][first] = numerator * factor;
  for (long i = first + 1; i < n; i++) {
    double middle = close_[next++];
    numerator -= older;
    older += middle - close_[trailing++];
    numerator += odd ? newer : newer - middle;
    newer += close_[i] - middle;
    numerator += close_[i];
    out[0][i] = numerator * factor;
  }
  return first;
}

long t3(const double *p, double **out) {
  int period = p[0];
  double v = p[1], k = 2.0 / (period + 1), e[6];
  double vv = v * v, c1 = -vv * v, c2 = 3 * (vv - c1), c3 = -6 * vv - 3 * (v - c1), c4 = 1 + 3 * v - c1 + 3 * vv;
  long i = 0;
  double sum = 0;
  for (; i < period; i++) sum += close_[i];
  e[0] = sum / period;
  for (int stage = 1; stage < 6; stage++) {
    double total = e[stage - 1];
    for (int j = 1; j < period; j++, i++) {
      e[0] += k * (close_[i] - e[0]);
      for (int s = 1; s < stage; s++) e[s] += k * (e[s - 1] - e[s]);
      total += e[stage - 1];
    }
    e[stage] = total / period;
  }
  double e1 = e[0], e2 = e[1], e3 = e[2], e4 = e[3], e5 = e[4], e6 = e[5], keep = 1 - k;
  out[0][i - 1] = c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3;
  for (long at = i; at < n; at++) {
    e1 = k * close_[at] + keep * e1;
    e2 = k * e1 + keep * e2;
    e3 = k * e2 + keep * e3;
    e4 = k * e3 + keep * e4;
    e5 = k * e4 + keep * e5;
    e6 = k * e5 + keep * e6;
    out[0][at] = c1 * e6 + c2 * e5 + c3 * e4 + c4 * e3;
  }
  return i - 1;
}

long kama(const double *p, double **out) {
  int period = p[0];
  double slowest = 2.0 / 31, spread = 2.0 / 3 - slowest, moved = 0;
  for (long i = 1; i <= period; i++) moved += fabs(close_[i] - close_[i - 1]);
  double value = close_[period - 1], trailing = close_[0];
  for (long i = period; i < n; i++) {
    double left = close_[i - period];
    if (i > period) {
      moved -= fabs(trailing - left);
      moved += fabs(close_[i] - close_[i - 1]);
    }
    trailing = left;
    double change = close_[i] - left;
    double ratio = moved <= change || IS_ZERO(moved) ? 1.0 : fabs(change / moved);
    double k = ratio * spread + slowest;
    k *= k;
    value = (close_[i] - value) * k + value;
    out[0][i] = value;
  }
  return period;
}

long trix(const double *p, double **out) {
  double *x = malloc(n * sizeof(double));
  long first = exponential(close_, 0, p[0], x);
  first = exponential(x, first, p[0], x);
  first = exponential(x, first, p[0], x);
  for (long i = first + 1; i < n; i++) out[0][i] = x[i - 1] != 0 ? (x[i] / x[i - 1] - 1) * 100 : 0;
  free(x);
  return first + 1;
}

long macd(const double *p, double **out) {
  int fast = p[0], slow = p[1], period = p[2];
  double *quick = malloc(n * sizeof(double)), *steady = malloc(n * sizeof(double));
  long joined = exponential(close_, 0, slow, steady);
  exponential(close_, slow - fast, fast, quick);
  for (long i = joined; i < n; i++) quick[i] -= steady[i];
  long first = exponential(quick, joined, period, out[1]);
  memcpy(out[0] + first, quick + first, (n - first) * sizeof(double));
  for (long i = first; i < n; i++) out[2][i] = out[0][i] - out[1][i];
  free(quick);
  free(steady);
  return first;
}
