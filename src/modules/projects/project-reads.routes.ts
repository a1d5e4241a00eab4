import type { App } from '../../http/app-types.js';
import type { Context } from '../../context.js';
import { registerProjectBoxRoutes } from './search/project-bbox.routes.js';
import { registerProjectDetailRoutes } from './details/project-details.routes.js';
import { registerProjectSearchRoutes } from './search/project-search.routes.js';

/** Reading and finding projects, under `/api/v2/projects`. */
export function registerProjectReadRoutes(app: App, context: Context): void {
  registerProjectSearchRoutes(app, context);
  registerProjectBoxRoutes(app, context);
  registerProjectDetailRoutes(app, context);
}
