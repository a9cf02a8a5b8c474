/* TA-Lib 0.4.0's algorithms in plain C, written for this benchmark: the yardstick of W3. Every function fills its outputs
   from its first bar on and returns that bar, or n where there is none; earlier entries are left alone. */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define IS_ZERO(x) (-1e-8 < (x) && (x) < 1e-8)

extern long n;
extern double *open_, *high, *low, *close_, *volume;

long average(const double *x, long from, int period, double *out);
long exponential(const double *x, long from, int period, double *out);

long sma(const double *p, double **out);
long ema(const double *p, double **out);
long wma(const double *p, double **out);
long dema(const double *p, double **out);
long tema(const double *p, double **out);
long trima(const double *p, double **out);
long t3(const double *p, double **out);
long kama(const double *p, double **out);
long trix(const double *p, double **out);
long macd(const double *p, double **out);

long rsi(const double *p, double **out);
long cmo(const double *p, double **out);
long stoch(const double *p, double **out);
long willr(const double *p, double **out);
long cci(const double *p, double **out);
long roc(const double *p, double **out);
long mom(const double *p, double **out);
long ultosc(const double *p, double **out);
long aroon(const double *p, double **out);

long trange(const double *p, double **out);
long atr(const double *p, double **out);
long natr(const double *p, double **out);
long adx(const double *p, double **out);
long sar(const double *p, double **out);

long obv(const double *p, double **out);
long ad(const double *p, double **out);
long adosc(const double *p, double **out);
long mfi(const double *p, double **out);

long bbands(const double *p, double **out);
long stddev(const double *p, double **out);
long var(const double *p, double **out);
long linearreg(const double *p, double **out);
long correl(const double *p, double **out);
long beta(const double *p, double **out);
long max(const double *p, double **out);
long min(const double *p, double **out);
long typprice(const double *p, double **out);
