import { t } from '../../app/i18n.js';

/** The title of a task. Its id has no thousands separators, as in URLs. */
export const taskTitle = (taskId: number): string => t('task.title', { id: String(taskId) });
