import { helpPage } from './arguments/help-page.js';
import type { Invocation } from './arguments/invocation.js';
import { parseArguments } from './arguments/parse-arguments.js';
import { usageError } from './arguments/usage-error.js';
import { reportError } from './errors/report-error.js';
import type { Host, Terminal } from './terminal/terminal.js';

/**
 * The whole command: parses `words`, runs what they ask for, prints. Never throws; what goes wrong is one line on
 * standard error.
 * @returns the exit code: 0, or that of the first error's family (`exitCodeOf`)
 */
export async function main(words: readonly string[], host: Host, terminal: Terminal): Promise<number> {
  try {
    return await runInvocation(parseArguments(words), host, terminal);
  } catch (error) {
    return reportError(error, terminal.err, words.includes('--verbose'));
  }
}

async function runInvocation(invocation: Invocation, host: Host, terminal: Terminal): Promise<number> {
  switch (invocation.command) {
    case 'help':
      terminal.out.write(await helpPage());
      return 0;
    case 'version':
      terminal.out.write(`${host.version}\n`);
      return 0;
    case 'run':
      return (await import('./commands/run.command.js')).runCommand(invocation.run, host, terminal);
    case 'demo':
      return (await import('./commands/demo.command.js')).demoCommand(invocation.run, host, terminal);
    case 'doctor':
      return (await import('./commands/doctor.command.js')).doctorCommand(invocation.run, host, terminal);
    case 'status':
      return (await import('./commands/status.command.js')).statusCommand(invocation.run, host, terminal);
    case 'runs': {
      const { action, targets, run } = invocation;
      return (await import('./commands/runs.command.js')).runsCommand(action, targets, run, host, terminal);
    }
    case 'report': {
      const { target, out, run } = invocation;
      return (await import('./commands/report.command.js')).reportCommand(target, out, run, host, terminal);
    }
    case 'replay': {
      const { target, run } = invocation;
      return (await import('./commands/replay.command.js')).replayCommand(target, run, host, terminal);
    }
    case 'indicators': {
      const { name, run } = invocation;
      return (await import('./commands/indicators.command.js')).indicatorsCommand(name, run.output, terminal);
    }
    case 'slices': {
      if (invocation.why === undefined) {
        return (await import('./commands/list-slices.command.js')).listSlices(host, terminal, invocation.run);
      }
      const { explainSlice } = await import('./commands/explain-slice.command.js');
      return explainSlice(invocation.why, invocation.run, host, terminal);
    }
    case 'workflows': {
      const { action, target = '', run } = invocation;
      if (action === 'list') {
        return (await import('./commands/list-workflows.command.js')).listAllWorkflows(host, terminal, run);
      }
      const { checkWorkflow, showWorkflow } = await import('./commands/workflows.command.js');
      return (action === 'show' ? showWorkflow : checkWorkflow)(target, run, host, terminal);
    }
    default:
      throw usageError('nothing to do');
  }
}
