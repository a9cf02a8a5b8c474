import { checkFile, diagnosticText, loadWorkflow, wiring } from '@bot-v2/core/workflow';
import type { Diagnostic, Wiring, WorkflowContext } from '@bot-v2/core/workflow';
import { exitCodeOf } from '@bot-v2/sdk';
import type { RunArguments } from '../arguments/invocation.js';
import { alignColumns } from '../render/columns.js';
import type { Page } from '../render/page.js';
import type { Host, Terminal } from '../terminal/terminal.js';
import { lookAround } from './installation.js';
import type { Installation } from './installation.js';
import { writeOutput } from './write-output.js';

function contextOf(installation: Installation, run: RunArguments): WorkflowContext {
  const { mode, strategy } = run.flags;
  return {
    candidates: installation.candidates,
    providers: { ...installation.providers },
    strategyNamed: strategy !== undefined,
    ...(mode === undefined ? {} : { mode }),
  };
}

/**
 * Shows how the steps of a workflow are wired.
 * @throws BOT_WF_UNKNOWN and what `loadWorkflow` throws
 */
export async function showWorkflow(name: string, run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const installation = await lookAround(host, run);
  const workflow = await loadWorkflow(name, { cwd: host.cwd, directories: installation.workflows });
  const context = contextOf(installation, run);
  const plain = wiring(workflow, context);
  // A workflow that takes its strategy from the run fits only when one is named.
  const named = plain.diagnostics.length === 0 ? plain : wiring(workflow, { ...context, strategyNamed: true });
  const plan = named.diagnostics.length === 0 ? named : plain;
  writeOutput(run.output, terminal, plan, (page) => renderWiring(plan, page));
  return exitCode(plan.diagnostics);
}

/** Checks a file: one line (or, as JSON, one entry) for each problem, exit code of the first; or that it fits. */
export async function checkWorkflow(file: string, run: RunArguments, host: Host, terminal: Terminal): Promise<number> {
  const diagnostics = await checkFile(file, contextOf(await lookAround(host, run), run));
  const lines = diagnostics.length === 0 ? [`${file}: fits`] : diagnostics.map(diagnosticText);
  writeOutput(run.output, terminal, diagnostics, () => lines);
  return exitCode(diagnostics);
}

function exitCode(diagnostics: readonly Diagnostic[]): number {
  const first = diagnostics[0];
  return first === undefined ? 0 : exitCodeOf(first.code);
}

/** A wiring as text: each step with its provider, and where each input comes from. */
export function renderWiring(plan: Wiring, page: Page): string[] {
  const { style } = page;
  const steps = plan.steps.flatMap((step, i) => {
    const provider = step.provider ?? (step.capability === null ? 'nobody' : 'picked by mode');
    const notes = [step.scope, `by ${provider}`, ...(step.replaced ? ['replaced: the strategy is named'] : [])];
    const inputs = step.inputs.map((input) => [
      `     ${input.input}`,
      input.port,
      `← ${input.how === 'absent' ? 'nothing' : input.from}`,
      how(input.how),
    ]);
    const outputs = step.outputs.map(({ output, port }) => [`     ${output}`, port, '→']);
    return [
      `${style.bold(`${i + 1}. ${step.id}`)}  ${step.capability ?? `${step.slice}.${step.method}`}  ${style.dim(notes.join(' · '))}`,
      ...alignColumns([...inputs, ...outputs], ['left', 'left', 'left', 'left']),
    ];
  });
  return [
    `${style.bold(plan.name)} · ${plan.modes.join(', ')}`,
    ...(plan.description === '' ? [] : [plan.description]),
    '',
    ...steps,
    ...(plan.diagnostics.length === 0 ? [] : ['', ...plan.diagnostics.map(diagnosticText)]),
  ];
}

function how(kind: string): string {
  return kind === 'gather' || kind === 'pick' || kind === 'broadcast' ? `(${kind})` : '';
}
