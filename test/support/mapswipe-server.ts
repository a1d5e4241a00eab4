import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from 'vitest';

/** How the stand-in answers: with this body as JSON, with a text, with a status, by closing the connection, by half an answer. */
export type MapSwipeBehaviour = { json: unknown } | { text: string } | { status: number } | 'close' | 'half' | 'hang';

/** A question that came. */
export interface MapSwipeQuestion {
  operationName: string;
  query: string;
  variables: Record<string, unknown>;
}

/** What a test file works with: a MapSwipe of its own. */
export interface MapSwipeServer {
  /** The address of its GraphQL service. */
  url: string;
  /** Decides how a question is answered. */
  answer: (question: MapSwipeQuestion) => MapSwipeBehaviour;
  /** Questions that came, oldest first. */
  asked: MapSwipeQuestion[];
}

/** Members 1 to `count` of a group. */
export const membersOf = (count: number): object[] =>
  Array.from({ length: count }, (_, index) => ({
    id: String(index + 1),
    isActive: index % 2 === 0,
    totalMappingProjects: 2,
    totalSwipeTime: 61,
    totalSwipes: 33,
    user: { id: String(index + 100), firebaseId: `fb-${index + 1}`, username: `swiper "${index + 1}", አበበ` },
  }));

/** The data of a group with a page of its members. */
export const groupData = (members: object[], totalCount = members.length): Record<string, unknown> => ({
  contributorUserGroup: {
    id: '1',
    name: 'Swipers',
    description: null,
    userMemberships: { totalCount, results: members },
  },
  communityUserGroupStats: {
    id: '1',
    stats: { totalContributors: 3, totalSwipes: 1233, totalSwipeTime: 3661 },
    statsLatest: { totalContributors: 1, totalSwipes: 33, totalSwipeTime: 61 },
  },
});

/** The data of a group without work in a range of dates. */
export const noWork = {
  communityUserGroupStats: {
    id: '1',
    filteredStats: {
      areaSwipedByProjectType: [],
      swipeByDate: [],
      swipeByOrganizationName: [],
      swipeByProjectGeo: [],
      swipeByProjectType: [],
      swipeTimeByDate: [],
    },
  },
};

function send(response: ServerResponse, behaviour: MapSwipeBehaviour): void {
  if (behaviour === 'hang') return;
  if (behaviour === 'close') response.destroy();
  else if (behaviour === 'half') response.writeHead(200, { 'content-type': 'application/json' }).write('{"data":');
  else if ('status' in behaviour) response.writeHead(behaviour.status).end('out of order');
  else if ('text' in behaviour) response.writeHead(200, { 'content-type': 'text/html' }).end(behaviour.text);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(behaviour.json));
}

/** Gives a test file a stand-in for MapSwipe on loopback. */
export function useMapSwipe(): MapSwipeServer {
  let server: Server;
  const mapSwipe: MapSwipeServer = { url: '', answer: () => ({ json: { data: null } }), asked: [] };
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const question = JSON.parse(body) as MapSwipeQuestion;
        mapSwipe.asked.push(question);
        send(response, mapSwipe.answer(question));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    mapSwipe.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql/`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });
  return mapSwipe;
}
