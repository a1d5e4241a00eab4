import type { Context } from '../../context.js';
import { defineOperation, type Operation } from '../../http/operation.js';
import {
  message,
  messageDeleted,
  messageIds,
  messageList,
  messageListQuery,
  messagePath,
  messagesDeleted,
  messagesRead,
  messageTypeQuery,
  seenCount,
  unreadCount,
} from './notifications.schemas.js';
import {
  deleteMessages,
  listMessages,
  recordVisit,
  markRead,
  readMessage,
  countUnreadSinceVisit,
} from './notifications.service.js';

const readOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'listMessages',
    method: 'GET',
    path: '/',
    summary: 'Messages of the caller',
    description: 'No message is marked as read.',
    tag: 'notifications',
    access: 'session',
    query: messageListQuery,
    answers: { 200: messageList },
    handler: async ({ query, granted: { viewer }, locales }) => {
      const { pagination, userMessages } = await listMessages(context, viewer.id, query, locales);
      return { pagination, userMessages: userMessages.map(({ fromUserId: _, ...listed }) => listed) };
    },
  }),
  defineOperation({
    id: 'getMessage',
    method: 'GET',
    path: '/:messageId/',
    summary: 'One message, which is then marked as read',
    tag: 'notifications',
    access: 'message:own',
    params: messagePath,
    answers: { 200: message },
    handler: ({ params, granted: { viewer }, locales }) => readMessage(context, viewer.id, params.messageId, locales),
  }),
];

const visitOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'countUnreadMessages',
    method: 'GET',
    path: '/queries/own/count-unread/',
    summary: 'Number of unread messages since the caller last opened the inbox',
    tag: 'notifications',
    access: 'session',
    answers: { 200: unreadCount },
    handler: ({ granted: { viewer } }) => countUnreadSinceVisit(context, viewer.id),
  }),
  defineOperation({
    id: 'recordInboxVisit',
    method: 'POST',
    path: '/queries/own/post-unread/',
    summary: 'Record that the caller has opened the inbox',
    description: 'No message is marked as read.',
    tag: 'notifications',
    access: 'session',
    answers: { 200: seenCount },
    handler: ({ granted: { viewer } }) => recordVisit(context, viewer.id),
  }),
];

const deleteOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'deleteMessage',
    method: 'DELETE',
    path: '/:messageId/',
    summary: 'Delete a message',
    tag: 'notifications',
    access: 'message:own',
    params: messagePath,
    answers: { 200: messageDeleted },
    handler: async ({ params, granted: { viewer } }) => {
      await deleteMessages(context, viewer.id, { ids: [params.messageId] });
      return { Success: 'Message deleted' };
    },
  }),
  defineOperation({
    id: 'deleteMessages',
    method: 'DELETE',
    path: '/delete-multiple/',
    summary: 'Delete messages of the caller by id',
    description: 'Ids that are unknown or belong to others are left out.',
    tag: 'notifications',
    access: 'session',
    body: messageIds,
    answers: { 200: messagesDeleted },
    handler: async ({ body, granted: { viewer } }) => {
      await deleteMessages(context, viewer.id, { ids: body.messageIds });
      return { Success: 'Messages deleted' };
    },
  }),
  defineOperation({
    id: 'deleteAllMessages',
    method: 'DELETE',
    path: '/delete-all/',
    summary: 'Delete all messages of the caller, or those of some types',
    tag: 'notifications',
    access: 'session',
    query: messageTypeQuery,
    answers: { 200: messagesDeleted },
    handler: async ({ query, granted: { viewer } }) => {
      await deleteMessages(context, viewer.id, { types: query.messageType });
      return { Success: 'Messages deleted' };
    },
  }),
];

const markOperations = (context: Context): Operation[] => [
  defineOperation({
    id: 'markMessagesRead',
    method: 'POST',
    path: '/mark-as-read-multiple/',
    summary: 'Mark messages of the caller as read by id',
    description: 'Ids that are unknown or belong to others are left out.',
    tag: 'notifications',
    access: 'session',
    body: messageIds,
    answers: { 200: messagesRead },
    handler: async ({ body, granted: { viewer } }) => {
      await markRead(context, viewer.id, { ids: body.messageIds });
      return { Success: 'Messages marked as read' };
    },
  }),
  defineOperation({
    id: 'markAllMessagesRead',
    method: 'POST',
    path: '/mark-as-read-all/',
    summary: 'Mark all messages of the caller as read, or those of some types',
    tag: 'notifications',
    access: 'session',
    query: messageTypeQuery,
    answers: { 200: messagesRead },
    handler: async ({ query, granted: { viewer } }) => {
      await markRead(context, viewer.id, { types: query.messageType });
      return { Success: 'Messages marked as read' };
    },
  }),
];

/** The inbox, under `/api/v2/notifications`. */
export const notificationOperations = (context: Context): Operation[] => [
  ...readOperations(context),
  ...visitOperations(context),
  ...deleteOperations(context),
  ...markOperations(context),
];
