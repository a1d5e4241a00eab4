import type { App, Context } from '../../http/app-types.js';
import { registerProjectBoxRoutes } from './project-box.routes.js';
import { registerProjectDetailRoutes } from './project-details.routes.js';
import { registerProjectSearchRoutes } from './project-search.routes.js';

/** Reading and finding projects, under `/api/v2/projects`. */
export function registerProjectReadRoutes(app: App, context: Context): void {
  registerProjectSearchRoutes(app, context);
  registerProjectBoxRoutes(app, context);
  registerProjectDetailRoutes(app, context);
}
