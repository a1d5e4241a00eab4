import { z } from 'zod';

/** The query of a stream. */
export const eventsQuery = z.object({
  ticket: z.string().max(1000).optional().meta({
    description: 'A ticket of `POST …/events/ticket/`, for clients that cannot send the header `Authorization`',
  }),
  lastEventId: z.string().max(100).optional().meta({
    description: 'The same as the header `Last-Event-ID`, for clients that cannot send it',
  }),
});

const example = `retry: 2000
id: 5b0c7e21-41
event: ready
data: {"projectId":1,"resumed":false}

id: 5b0c7e21-42
event: task
data: {"taskIds":[7],"action":"lock","from":"READY","to":"LOCKED_FOR_MAPPING","actor":{"id":5,"username":"aminata"},"at":"2026-11-27T06:51:58.123456Z"}

: alive
id: 5b0c7e21-42

`;

export const eventStream = {
  description:
    'The events of the project, until the client or the server ends the stream. docs/api.md describes each event',
  content: { 'text/event-stream': { schema: z.string().meta({ examples: [example] }) } },
};

export const streamTicket = z
  .object({
    ticket: z
      .string()
      .meta({ description: 'The value of `?ticket=`. It contains only the ids of the user and the project' }),
    expiresInSeconds: z
      .int()
      .meta({ description: 'How long a stream can be opened with the ticket. An open stream continues after that' }),
  })
  .meta({
    id: 'StreamTicket',
    description: 'A ticket for streams of events of one project',
    examples: [{ ticket: 'WzUsMV0.aSf0Xg.0SjJ5l4sGq3m3lYk1kz1wB9b1eY', expiresInSeconds: 60 }],
  });
