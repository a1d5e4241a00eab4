/** Names of `messages.message_type`, from 1. */
export const MESSAGE_TYPE_NAMES = [
  'SYSTEM',
  'BROADCAST',
  'MENTION_NOTIFICATION',
  'VALIDATION_NOTIFICATION',
  'INVALIDATION_NOTIFICATION',
  'REQUEST_TEAM_NOTIFICATION',
  'INVITATION_NOTIFICATION',
  'TASK_COMMENT_NOTIFICATION',
  'PROJECT_CHAT_NOTIFICATION',
  'PROJECT_ACTIVITY_NOTIFICATION',
  'TEAM_BROADCAST',
] as const;

/** The sort keys of a list of messages. */
export const SORT_COLUMNS = ['date', 'read', 'project_id', 'message_type', 'from_user_id'] as const;

export type SortColumn = (typeof SORT_COLUMNS)[number];

/** Filter and order of a list of messages. */
export interface MessageFilter {
  messageType?: number[] | null | undefined;
  /** Beginning of the sender's name, case-insensitive, without wildcards. */
  from?: string | undefined;
  project?: number | undefined;
  taskId?: number | undefined;
  status?: string | undefined;
  sortBy: SortColumn;
  sortDirection: 'asc' | 'desc';
  page: number;
  pageSize: number;
}

/** A message as it is read. */
export interface MessageRow {
  messageId: number;
  subject: string | null;
  message: string | null;
  fromUserId: number | null;
  fromUsername: string | null;
  displayPictureUrl: string | null;
  projectId: number | null;
  projectTitle: string | null;
  taskId: number | null;
  messageType: number | null;
  sentDate: string | null;
  read: boolean;
}
