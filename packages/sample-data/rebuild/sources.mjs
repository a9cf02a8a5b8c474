/** Where every bundled file comes from, pinned by version and by the sha256 of the file inside the npm tarball. */
const amcharts = { package: 'amcharts3', version: '3.21.15', license: 'Apache-2.0' };
const examples = 'amcharts/plugins/dataloader/examples/data';

export const sources = {
  aapl: {
    package: '@observablehq/sample-datasets',
    version: '1.0.1',
    file: 'aapl.csv',
    license: 'ISC',
    sha256: '18dc8bf6542da26625d992544a619a5fc210d6dfc799e81ab7fb7f9edbc21f9a',
  },
  sp500: {
    package: 'vega-datasets',
    version: '3.2.1',
    file: 'data/sp500-2000.csv',
    license: 'BSD-3-Clause',
    sha256: '9409e9342d0657c747324e4cfabce8a8c7f663bc485b95a3378f36b0a160f8c8',
  },
  msft: {
    ...amcharts,
    file: `${examples}/MSFT.csv`,
    sha256: 'd92c049047b31bf375d24006127edb0a3a080ffd1948bba2346ea5c1d6ce3661',
  },
  msftEvents: {
    ...amcharts,
    file: `${examples}/MSFT_events.csv`,
    sha256: '499346bde4fb6b84e0eb23d4f0b5e79f6d1ab465ac2e4e995809246170314239',
  },
  txn: {
    ...amcharts,
    file: `${examples}/TXN.csv`,
    sha256: 'a892443abb64cb65d0875ba301f1c92a40f0e4b24a0ed6dc869708b76613c5b6',
  },
};
