import type { ColumnDecision, Terms } from '@bot-v2/sdk';
import { DriftBand } from '../column-decisions/index.js';
import type { Instrument } from '../costs/index.js';
import type { Funding, Ledger } from '../ledger/index.js';
import { blankOrder, RiskGate } from '../risk/index.js';

/** Turns decided values into orders of one symbol, as the desk and the risk gate of the loop do. */
export class OrderDecider {
  /** The last signal. */
  signal = 0.5;
  readonly band = new DriftBand();
  private readonly gate: RiskGate;
  private readonly asked;

  constructor(
    private readonly kind: ColumnDecision['kind'],
    symbol: string,
    private readonly instrument: Instrument,
    private readonly ledger: Ledger,
    private readonly funding: Funding,
    terms: Terms,
  ) {
    this.gate = new RiskGate({}, terms.shorting);
    this.asked = blankOrder(symbol, instrument.lot, Infinity);
  }

  /** The quantity that a decided value orders at a close; 0 for none, NaN when the loop must decide. */
  decide(value: number, price: number, equity: number): number {
    const held = this.ledger.quantity[0]!;
    if (!(value >= 0 && value < Infinity)) return NaN;
    if (this.kind === 'position') {
      const missing = value - held;
      const size = Math.abs(missing);
      return this.instrument.floor(size) === size ? this.allowed(missing, price, equity) : NaN;
    }
    if (value > 1) return NaN;
    const { band } = this;
    const repeated = value === this.signal;
    this.signal = value;
    if (value === 0) {
      band.target = NaN;
      return -held;
    }
    const share = (held * price) / equity;
    if (held > 0 && ((repeated && band.holds(share)) || band.takes(share, value))) return 0;
    const wanted = this.instrument.floor((value * equity) / price);
    if (held === 0 && wanted === 0) return NaN;
    band.target = value;
    const delta = wanted - held;
    if (Math.abs(delta) < this.instrument.lot * (1 - 1e-6)) return 0;
    const size = this.instrument.floor(Math.abs(delta));
    return size === 0 ? NaN : this.allowed(delta > 0 ? size : -size, price, equity);
  }

  /** An order, if the risk gate lets it pass; else NaN. */
  private allowed(signed: number, price: number, equity: number): number {
    if (signed === 0) return 0;
    const cash = this.ledger.cash;
    const after = this.ledger.quantity[0]! + signed;
    // No leverage, and cash for one lot: the gate has nothing against it. Nor against less of what is held.
    if (signed < 0 ? after >= 0 : after * price <= equity && cash >= price * this.instrument.lot) return signed;
    const { asked } = this;
    asked.side = signed > 0 ? 1 : -1;
    asked.quantity = Math.abs(signed);
    asked.price = asked.unitValue = price;
    asked.unitCost = this.funding.unitCost(0, asked.side, price);
    asked.position = this.ledger.quantity[0]!;
    asked.equity = equity;
    asked.buyingPower = this.funding.available();
    return this.gate.refuse(asked) === null ? signed : NaN;
  }
}
