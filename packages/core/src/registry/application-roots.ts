import type { ApplicationRoot } from './candidate.js';
import { nearestPackage, realPath } from './package-files.adapter.js';

/**
 * The applications whose dependencies count: `application` (usually the CLI's own package) and the project in the
 * working directory, that is the nearest package.json at or above it. One directory counts once.
 */
export function applicationRoots(application: string | undefined, cwd: string): ApplicationRoot[] {
  const roots: ApplicationRoot[] = application === undefined ? [] : [{ directory: application }];
  const project = nearestPackage(cwd);
  const same = project !== undefined && application !== undefined && realPath(project) === realPath(application);
  return project === undefined || same ? roots : [...roots, { directory: project, development: true }];
}
