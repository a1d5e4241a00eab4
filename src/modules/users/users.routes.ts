import type { Context } from '../../context.js';
import type { Operation } from '../../http/operation.js';
import { userListOperations } from './lists/users-list.routes.js';
import { profileOperations } from './profile/profile.routes.js';
import { roleOperations } from './roles/roles.routes.js';
import { settingsOperations } from './settings/settings.routes.js';
import { userStatisticsOperations } from './statistics/user-statistics.routes.js';
import { userWorkOperations } from './work/user-work.routes.js';

/** All operations about users, under `/api/v2/users`. */
export const userOperations = (context: Context): Operation[] => [
  ...profileOperations(context),
  ...settingsOperations(context),
  ...roleOperations(context),
  ...userListOperations(context),
  ...userWorkOperations(context),
  ...userStatisticsOperations(context),
];
