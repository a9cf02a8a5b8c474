import { createRandom } from '@bot-v2/quant/random';
import { Examination } from './examination.mjs';
import { ReferenceFile, listFiles, namesOf } from './reference-file.mjs';

/**
 * A form of file: `claims` tells by name (and, where needed, by keys) whether a file has it; `examine` compares.
 * @typedef {{ form: string, claims: (name: string, file: ReferenceFile) => boolean,
 *   examine: (file: ReferenceFile, examination: Examination, folders) => void }} Form
 */

/**
 * One area: where its files are, the forms that can be compared, inputs that hold no expected values, and files whose
 * subject the project does not have yet.
 * @typedef {{ folder: string, sources?: (folders) => readonly { folder: string, only?: RegExp, missing?: string }[],
 *   forms: readonly Form[], inputs: readonly RegExp[], notBuilt: readonly { files: RegExp, reason: string }[] }} Area
 */

/** Compares one file; what it throws is a failure of the file. */
function examine(form, source, name, context, patch) {
  const file = new ReferenceFile(source.folder, name, patch);
  const examination = new Examination(file, context.random);
  try {
    form.examine(file, examination, context.folders);
  } catch (error) {
    examination.case('whole file');
    examination.fail(`stopped by ${error instanceof Error ? error.message : String(error)}`);
  }
  return examination;
}

/** Compares everything of an area that its listing shows, and draws the value of the self-test. */
export function runArea(area, sources, folders, seed) {
  const context = { folders, random: createRandom(`${seed} ${area.folder}`) };
  const examined = [];
  const notBuiltFiles = [];
  const unknown = [];
  for (const source of sources) {
    for (const name of listFiles(source.folder)) {
      const names = namesOf(name);
      if (source.only && !source.only.test(names[0])) continue;
      if (area.inputs.some((pattern) => names.some((each) => pattern.test(each)))) continue;
      const file = new ReferenceFile(source.folder, name);
      const form = area.forms.find((one) => names.some((each) => one.claims(each, file)));
      const absent = area.notBuilt.find((one) => names.some((each) => one.files.test(each)));
      if (form !== undefined) {
        examined.push({ form, source, name, examination: examine(form, source, name, context) });
      } else if (absent !== undefined) notBuiltFiles.push({ name, reason: absent.reason });
      else unknown.push(name);
    }
  }
  const selfTests = area.forms
    .map((form) => examined.filter((each) => each.form === form))
    .filter((files) => files.some(({ examination }) => examination.cases > 0))
    .map((files) => selfTest(files, context));
  return { area, examined, notBuiltFiles, unknown, selfTests };
}

/**
 * Draws one compared value of a form's files, changes it by a relative 1e-6 (a date by a day) in a copy in memory,
 * compares its file again and reports whether that was noticed.
 */
function selfTest(examined, context) {
  const total = examined.reduce((sum, { examination }) => sum + examination.eligible, 0);
  let left = context.random.next() * total;
  const drawn = examined.find(({ examination }) => (left -= examination.eligible) < 0);
  if (drawn === undefined) {
    return { noticed: false, text: `${examined[0].form.form}: no value is compared closely enough to notice 1e-6` };
  }
  const { form, source, name, examination } = drawn;
  const { pointer, expected, value } = examination.sample;
  const again = examine(form, source, name, context, { pointer, value });
  const noticed = again.failed > examination.failed;
  const text = `${name} ${pointer.join('/')}: ${expected} changed to ${value} is ${noticed ? 'noticed' : 'NOT noticed'}`;
  return { noticed, text };
}
