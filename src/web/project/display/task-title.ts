import { t } from '../../app/i18n.js';

/** The name of a task. Its number is written as in addresses, without separators. */
export const taskTitle = (taskId: number): string => t('task.title', { id: String(taskId) });
