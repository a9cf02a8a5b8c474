"""Fits scikit-learn's histogram gradient boosting: FILE TRAIN TEST FEATURES ROUNDS → a JSON line {ms, accuracy}."""

import json
import sys
import time

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

train, test, features, rounds = (int(a) for a in sys.argv[2:])
table = np.fromfile(sys.argv[1]).reshape(train + test, features + 1)
x, y = np.ascontiguousarray(table[:, 1:]), table[:, 0]
best = np.inf
for _ in range(4):
    model = HistGradientBoostingClassifier(max_iter=rounds, early_stopping=False)
    start = time.perf_counter()
    model.fit(x[:train], y[:train])
    best = min(best, time.perf_counter() - start)
print(json.dumps({"ms": best * 1e3, "accuracy": model.score(x[train:], y[train:])}))
