/* Draws the charts of a report from the JSON in the page. Classic script: it runs from a file, without a server. */
(() => {
  'use strict';
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const run = read('run');
  const bars = read('bars');
  const derived = read('derived');
  const report = run.portfolio.result.backtest;
  const seconds = (times) => times.map((time) => time / 1000);
  const clock = seconds(report.equity.time);
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  /** While printing, colours are those of paper. */
  let printing = false;
  const light = {
    ink: '#1b1f24',
    soft: '#56606b',
    line: '#d9dee4',
    bot: '#0b62b8',
    same: '#8a5a00',
    held: '#6b7280',
    up: '#12724a',
    down: '#b3261e',
  };
  const colour = (name) =>
    (printing && light[name]) || getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const money = (value) => (value == null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 0 }));
  const price = (value) => (value == null ? '–' : value.toLocaleString('en-US', { maximumFractionDigits: 2 }));
  const percent = (value) => (value == null ? '–' : `${(100 * value).toFixed(1)} %`);
  const ratio = (value) => (value == null ? '–' : value.toFixed(2));
  const day = (at) => (at == null ? '–' : new Date(at * 1000).toISOString().slice(0, 10));

  /** Charts that share one clock. */
  const timed = [];
  let moving = false;
  const whole = { min: clock[0], max: clock[clock.length - 1] };

  function show(min, max) {
    const least = (whole.max - whole.min) / 200;
    const width = Math.min(whole.max - whole.min, Math.max(least, max - min));
    const from = Math.max(whole.min, Math.min(whole.max - width, (min + max) / 2 - width / 2));
    moving = true;
    for (const plot of timed) plot.setScale('x', { min: from, max: from + width });
    moving = false;
  }
  const shown = () => timed[0]?.scales.x ?? whole;
  function zoom(factor, at) {
    const { min, max } = shown();
    const centre = at ?? (min + max) / 2;
    show(centre - (centre - min) * factor, centre + (max - centre) * factor);
  }
  function pan(share) {
    const { min, max } = shown();
    const by = (max - min) * share;
    if (min + by < whole.min) return show(whole.min, whole.min + max - min);
    if (max + by > whole.max) return show(whole.max - max + min, whole.max);
    show(min + by, max + by);
  }
  const all = () => show(whole.min, whole.max);

  /** Regime bands of a symbol under a chart. */
  function bands(symbol) {
    const found = (report.detail?.regimes ?? []).find((entry) => entry.symbol === symbol);
    return (plot) => {
      if (found === undefined) return;
      const { ctx, bbox } = plot;
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      ctx.globalAlpha = 0.2;
      for (const { label, from, to } of found.spells) {
        const [left, right] = [from, to].map((at) => plot.valToPos(at / 1000, 'x', true));
        ctx.fillStyle = colour(label);
        ctx.fillRect(left, bbox.top, Math.max(1, right - left), bbox.height);
      }
      ctx.restore();
    };
  }

  /** Entries as triangles that point up, exits down; filled where the trade is long. */
  function markers(symbol) {
    const points = report.trades
      .filter((trade) => trade.symbol === symbol)
      .flatMap(({ side, entryTime, entryPrice, exitTime, exitPrice }) => [
        { at: entryTime, price: entryPrice, up: side === 'long', name: 'up' },
        ...(exitTime === null ? [] : [{ at: exitTime, price: exitPrice, up: side !== 'long', name: 'down' }]),
      ]);
    return (plot) => {
      const { ctx, bbox } = plot;
      const size = 5 * devicePixelRatio;
      ctx.save();
      ctx.beginPath();
      ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
      ctx.clip();
      for (const point of points) {
        const x = plot.valToPos(point.at / 1000, 'x', true);
        const y = plot.valToPos(point.price, 'y', true) + (point.up ? 2.2 : -2.2) * size;
        const tip = point.up ? -size : size;
        ctx.beginPath();
        ctx.moveTo(x, y + tip);
        ctx.lineTo(x - size, y - tip);
        ctx.lineTo(x + size, y - tip);
        ctx.closePath();
        ctx.fillStyle = colour(point.name);
        ctx.fill();
      }
      ctx.restore();
    };
  }

  const line = (label, name, value, more = {}) => ({
    label,
    stroke: () => colour(name),
    width: 1.6,
    points: { show: false },
    value: (_, at) => value(at),
    ...more,
  });
  const alone = report.benchmark.equity.value;
  const held = alone.length === clock.length ? alone : null;

  const kinds = {
    price: (figure) => {
      const { time, close } = bars[figure.dataset.symbol];
      return {
        data: [seconds(time), close],
        series: [line('Close', 'soft', price)],
        format: price,
        hooks: { drawAxes: [bands(figure.dataset.symbol)], draw: [markers(figure.dataset.symbol)] },
        height: 340,
      };
    },
    equity: () => ({
      data: [
        clock,
        report.equity.value,
        ...(derived.sameExposure ? [derived.sameExposure] : []),
        ...(held ? [held] : []),
      ],
      series: [
        line('Bot', 'bot', money, { width: 2.2 }),
        ...(derived.sameExposure ? [line('Same exposure', 'same', money, { dash: [8, 4] })] : []),
        ...(held ? [line('Buy & hold', 'held', money, { dash: [2, 3] })] : []),
      ],
      format: money,
      hooks: report.symbols.length === 1 ? { drawAxes: [bands(report.symbols[0])] } : {},
      height: 320,
    }),
    drawdown: () => ({
      data: [clock, derived.drawdown],
      series: [line('Drawdown', 'down', percent, { fill: () => `${colour('down')}33` })],
      format: percent,
      height: 180,
    }),
    rolling: () => ({
      data: [clock, derived.rolling.sharpe],
      series: [line('Sharpe', 'bot', ratio)],
      format: ratio,
      hooks: { drawAxes: [zeroLine] },
      height: 180,
    }),
    histogram: () => {
      const { from, width, counts } = derived.histogram;
      return {
        data: [counts.map((_, i) => from + (i + 0.5) * width), counts],
        series: [
          line('Bars', 'bot', money, {
            fill: () => `${colour('bot')}88`,
            paths: uPlot.paths.bars({ size: [0.9, 60] }),
          }),
        ],
        format: money,
        plain: true,
        height: 220,
      };
    },
  };

  function zeroLine(plot) {
    const { ctx, bbox, scales } = plot;
    if (!(scales.y.min < 0 && scales.y.max > 0)) return;
    const y = plot.valToPos(0, 'y', true);
    ctx.save();
    ctx.strokeStyle = colour('soft');
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  function draw(figure) {
    const box = figure.querySelector('.plot');
    const { data, series, format, hooks = {}, plain = false, height } = kinds[figure.dataset.chart](figure);
    const axis = {
      stroke: () => colour('soft'),
      grid: { stroke: () => colour('line'), width: 1 },
      ticks: { stroke: () => colour('line'), width: 1 },
    };
    const plot = new uPlot(
      {
        width: box.clientWidth,
        height,
        tzDate: (at) => uPlot.tzDate(new Date(at * 1000), 'Etc/UTC'),
        cursor: { drag: { x: !plain, y: false }, ...(plain ? {} : { sync: { key: 'clock' } }) },
        scales: { x: { time: !plain } },
        axes: [
          { ...axis, ...(plain ? { values: (_, at) => at.map((value) => `${(100 * value).toFixed(1)} %`) } : {}) },
          { ...axis, size: 64, values: (_, at) => at.map(format) },
        ],
        series: [{ label: plain ? 'Return' : 'Day', value: (_, at) => (plain ? percent(at) : day(at)) }, ...series],
        hooks: {
          ...hooks,
          setScale: [
            (self, key) => {
              if (key === 'x' && !plain && !moving) show(self.scales.x.min, self.scales.x.max);
            },
          ],
        },
      },
      data,
      box,
    );
    if (!plain) {
      timed.push(plot);
      steer(figure, box, plot);
    }
    new ResizeObserver(() => {
      if (!printing && box.clientWidth > 0 && box.clientWidth !== plot.width)
        plot.setSize({ width: box.clientWidth, height });
    }).observe(box);
    return plot;
  }

  /** Buttons, keys, fingers and a wheel with Ctrl or Command. */
  function steer(figure, box, plot) {
    const tools = document.createElement('div');
    tools.className = 'tools';
    const about = figure.querySelector('figcaption').textContent;
    for (const [sign, name, act] of [
      ['◀', 'Earlier', () => pan(-0.25)],
      ['▶', 'Later', () => pan(0.25)],
      ['+', 'Closer', () => zoom(0.5)],
      ['−', 'Wider', () => zoom(2)],
      ['All', 'All of it', all],
    ]) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = sign;
      button.setAttribute('aria-label', `${name}: ${about}`);
      button.title = name;
      button.addEventListener('click', act);
      tools.append(button);
    }
    figure.insertBefore(tools, figure.firstChild);
    const keys = {
      ArrowLeft: () => pan(-0.1),
      ArrowRight: () => pan(0.1),
      '+': () => zoom(0.8),
      '=': () => zoom(0.8),
      '-': () => zoom(1.25),
      0: all,
    };
    box.addEventListener('keydown', (event) => {
      const act = keys[event.key];
      if (act === undefined || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      act();
    });
    const timeAt = (clientX) => plot.posToVal(clientX - plot.over.getBoundingClientRect().left, 'x');
    box.addEventListener(
      'wheel',
      (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, timeAt(event.clientX));
      },
      { passive: false },
    );
    const fingers = new Map();
    box.addEventListener('pointerdown', (event) => {
      if (event.pointerType === 'touch') fingers.set(event.pointerId, event.clientX);
    });
    for (const end of ['pointerup', 'pointercancel', 'pointerleave']) {
      box.addEventListener(end, (event) => fingers.delete(event.pointerId));
    }
    box.addEventListener('pointermove', (event) => {
      if (!fingers.has(event.pointerId)) return;
      const before = [...fingers.values()];
      fingers.set(event.pointerId, event.clientX);
      const after = [...fingers.values()];
      const width = plot.over.clientWidth;
      if (after.length === 1) pan((before[0] - after[0]) / width);
      else if (after.length === 2) {
        const [wide, wider] = [before, after].map(([a, b]) => Math.max(10, Math.abs(a - b)));
        zoom(wide / wider, timeAt((after[0] + after[1]) / 2));
      }
    });
  }

  const plots = [...document.querySelectorAll('figure.chart')].map(draw);
  const redraw = () => plots.forEach((plot) => plot.redraw(false, true));
  scheme.addEventListener('change', redraw);
  addEventListener('beforeprint', () => {
    printing = true;
    for (const details of document.querySelectorAll('details:not(footer details)')) details.open = true;
    redraw();
  });
  addEventListener('afterprint', () => {
    printing = false;
    redraw();
  });
  document.documentElement.dataset.ready = String(plots.length);
})();
