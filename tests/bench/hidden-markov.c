/* EM of a one-variable Gaussian hidden Markov model, as @bot-v2/quant does it, for any number of states.
   Usage: hidden-markov FILE n k iterations; FILE holds n doubles. Prints {"ms": …, "logLikelihood": …}. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 8

static double milliseconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static long n;
static int k;
static double *x, *density, *filtered, *smoothed, *scale;
static double initial[MOST], transition[MOST * MOST], moves[MOST * MOST], mean[MOST], variance[MOST], work[2 * MOST];

static void densities(void) {
  for (int j = 0; j < k; j++) {
    double constant = -0.5 * (log(2 * M_PI) + log(variance[j])), factor = -0.5 / variance[j];
    for (long t = 0; t < n; t++) {
      double e = x[t] - mean[j];
      density[t * k + j] = constant + factor * e * e;
    }
  }
}

static double forward(void) {
  double sum = 0, product = 1;
  for (long t = 0; t < n; t++) {
    double *d = density + t * k, *f = filtered + t * k, shift = -INFINITY, total = 0;
    for (int j = 0; j < k; j++) {
      double p = 0;
      if (t == 0) p = initial[j];
      else for (int i = 0; i < k; i++) p += f[i - k] * transition[i * k + j];
      work[j] = p;
      if (p > 0 && d[j] > shift) shift = d[j];
    }
    for (int j = 0; j < k; j++) {
      d[j] = d[j] == shift ? 1 : work[j] > 0 ? exp(d[j] - shift) : 0;
      total += f[j] = work[j] * d[j];
    }
    double inverse = 1 / total;
    scale[t] = inverse;
    for (int j = 0; j < k; j++) f[j] *= inverse;
    sum += shift;
    product *= total;
    if (product < 1e-100) {
      sum += log(product);
      product = 1;
    }
  }
  return sum + log(product);
}

static void backward(void) {
  memset(moves, 0, sizeof moves);
  for (int j = 0; j < k; j++) {
    smoothed[(n - 1) * k + j] = filtered[(n - 1) * k + j];
    work[j] = 1;
  }
  for (long t = n - 2; t >= 0; t--) {
    for (int j = 0; j < k; j++) work[k + j] = work[j] * density[(t + 1) * k + j] * scale[t + 1];
    for (int i = 0; i < k; i++) {
      double f = filtered[t * k + i], beta = 0;
      for (int j = 0; j < k; j++) {
        beta += transition[i * k + j] * work[k + j];
        moves[i * k + j] += f * work[k + j];
      }
      work[i] = beta;
      smoothed[t * k + i] = f * beta;
    }
  }
  for (int i = 0; i < k * k; i++) moves[i] *= transition[i];
}

static void maximise(void) {
  for (int i = 0; i < k; i++) {
    double total = 0;
    initial[i] = smoothed[i];
    for (int j = 0; j < k; j++) total += moves[i * k + j];
    for (int j = 0; j < k; j++) transition[i * k + j] = moves[i * k + j] / total;
  }
  for (int j = 0; j < k; j++) {
    double centre = mean[j], total = 0, first = 0, second = 0;
    for (long t = 0; t < n; t++) {
      double w = smoothed[t * k + j], e = x[t] - centre, we = w * e;
      total += w;
      first += we;
      second += we * e;
    }
    mean[j] = centre + first / total;
    variance[j] = second / total - first / total * (first / total);
  }
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  n = atol(argv[2]);
  k = atoi(argv[3]);
  int iterations = atoi(argv[4]);
  FILE *file = fopen(argv[1], "rb");
  if (!file || k < 2 || k > MOST) return 2;
  x = malloc(n * sizeof *x);
  if (fread(x, sizeof *x, n, file) != (size_t)n) return 2;
  density = malloc(n * k * sizeof *x);
  filtered = malloc(n * k * sizeof *x);
  smoothed = malloc(n * k * sizeof *x);
  scale = malloc(n * sizeof *x);
  double best = INFINITY, logLikelihood = 0;
  for (int run = 0; run < 3; run++) {
    for (int j = 0; j < k; j++) {
      mean[j] = 0;
      variance[j] = 0.3 + 2 * j;
      initial[j] = 1.0 / k;
      for (int i = 0; i < k; i++) transition[j * k + i] = i == j ? 0.95 : 0.05 / (k - 1);
    }
    double start = milliseconds();
    for (int iteration = 0; iteration < iterations; iteration++) {
      densities();
      forward();
      backward();
      maximise();
    }
    densities();
    logLikelihood = forward();
    double ms = milliseconds() - start;
    if (ms < best) best = ms;
  }
  printf("{\"ms\":%.6f,\"logLikelihood\":%.12g}\n", best, logLikelihood);
  return 0;
}
