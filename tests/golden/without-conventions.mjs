/** Loaded before a program (`node --import`): the conventions of other engines are not there, as if their folder had been deleted. */
import { register } from 'node:module';

const absent = 'data:text/javascript,export {}';
const hook = `export const resolve = (specifier, context, next) =>
  specifier === '@bot-v2/engine/conventions'
    ? { url: ${JSON.stringify(absent)}, shortCircuit: true }
    : next(specifier, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);
