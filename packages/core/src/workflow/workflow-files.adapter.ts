import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nearestPackage } from '../registry/package-files.adapter.js';

const extensions = ['.yaml', '.yml', '.json'];

/** Directory of the workflows that come with the core. */
export function shippedDirectory(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  return join(nearestPackage(here) ?? here, 'workflows');
}

/** Whether a directory is there. */
export function isDirectory(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

/** Workflow files of a directory, sorted by name. */
export function workflowFiles(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => extensions.includes(extname(name)));
  return names.sort().map((name) => join(directory, name));
}

/** Whether the text names a file rather than a workflow. */
export function looksLikeFile(text: string): boolean {
  return text.includes('/') || text.includes('\\') || extensions.includes(extname(text.split('#')[0]!));
}

/** Absolute path of an existing file; undefined when there is none. */
export function existingFile(path: string, cwd: string): string | undefined {
  const absolute = isAbsolute(path) ? path : resolve(cwd, path);
  return existsSync(absolute) && statSync(absolute).isFile() ? absolute : undefined;
}

/** Text of a workflow file. */
export function readWorkflowFile(file: string): string {
  return readFileSync(file, 'utf8');
}
