import { tokenOf, type World } from '../support/app.js';
import type { Pools } from './requests.js';

const ring = (west: number, south: number, size: number) => [
  [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ],
];

const area = (size = 0.02) => ({ type: 'Polygon', coordinates: ring(14.5, 35.88, size) });

/** Areas that make trouble of every kind the geometry code knows. */
const BAD_AREAS: unknown[] = [
  { type: 'Point', coordinates: [0, 0] },
  { type: 'FeatureCollection', features: [] },
  { type: 'Polygon', coordinates: [] },
  { type: 'Polygon', coordinates: [[]] },
  { type: 'Polygon', coordinates: [[[0, 0]]] },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1e308, 0],
        [1e308, 1e308],
        [0, 0],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        ['1', 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [null, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [500000, 4000000],
        [500100, 4000000],
        [500100, 4000100],
        [500000, 4000000],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1e-12, 0],
        [1e-12, 1e-12],
        [0, 0],
      ],
    ],
  },
  {
    type: 'Polygon',
    coordinates: [
      [
        [-180, -90],
        [180, -90],
        [180, 90],
        [-180, 90],
        [-180, -90],
      ],
    ],
  },
  { type: 'GeometryCollection', geometries: [{ type: 'GeometryCollection', geometries: [] }] },
  { type: 'Nonsense' },
];

const featureOf = (geometry: unknown, properties: Record<string, unknown> = {}) => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', geometry, properties }],
});

const multi = { type: 'MultiPolygon', coordinates: [ring(14.5, 35.88, 0.01)] };
const tiles = featureOf(multi, { x: 1, y: 1, zoom: 14, isSquare: true });

/** Rows for the requests to meet: projects of each kind, tasks in each state, users of each role. */
export async function makePools({ make }: World): Promise<Pools> {
  const { ann, ben, val } = await make.users('ann', 'ben', 'val');
  const manager = await make.user({ name: 'manager', level: 'ADVANCED' });
  const admin = await make.user({ name: 'admin', role: 'ADMIN' });
  const blocked = await make.user({ name: 'blocked', role: 'BLOCKED' });
  const organisation = await make.organisation({ managers: [manager] });
  const tasks = [
    'READY',
    { state: 'LOCKED_FOR_MAPPING', holder: ann },
    { state: 'MAPPED', mapper: ben },
    { state: 'LOCKED_FOR_VALIDATION', mapper: ben, holder: val },
    { state: 'VALIDATED', mapper: ben, validator: val },
    'READY',
    { state: 'BADIMAGERY', mapper: ben },
    'READY',
  ] as const;
  const common = { author: manager, organisation, tasks: [...tasks] };
  const open = await make.project(common);
  const second = await make.project(common);
  const hidden = await make.project({ ...common, private: true });
  const draft = await make.project({ ...common, status: 'DRAFT' });
  return {
    projectIds: [open.id, open.id, second.id, hidden.id, draft.id],
    taskIds: [1, 2, 3, 4, 5, 6, 7, 8],
    usernames: [ann, ben, val, manager, admin, blocked].map(({ username }) => username),
    sessions: [ann, ann, ben, val, manager, manager, admin, blocked].map((user) => tokenOf(user)),
    bodies: {
      createProject: [
        { projectName: 'Fuzz', organisation, areaOfInterest: area(), grid: { zoom: 14, clip: true } },
        { projectName: 'Fuzz', organisation, areaOfInterest: area(), grid: { zoom: 24 } },
        { projectName: 'Fuzz', organisation, areaOfInterest: featureOf(multi), arbitraryTasks: true },
        { projectName: 'Fuzz', organisation, areaOfInterest: area(), tasks: tiles, cloneFromProjectId: open.id },
        ...BAD_AREAS.map((bad) => ({ projectName: 'Fuzz', organisation, areaOfInterest: bad, grid: { zoom: 14 } })),
        ...BAD_AREAS.map((bad) => ({
          projectName: 'Fuzz',
          organisation,
          areaOfInterest: area(),
          tasks: featureOf(bad),
        })),
      ],
      findIntersectingTiles: [
        { areaOfInterest: featureOf(multi), grid: tiles, clipToAoi: true },
        ...BAD_AREAS.map((bad) => ({ areaOfInterest: bad, grid: tiles, clipToAoi: true })),
        ...BAD_AREAS.map((bad) => ({ areaOfInterest: featureOf(multi), grid: featureOf(bad), clipToAoi: false })),
      ],
      unlockAfterMapping: ['MAPPED', 'BADIMAGERY', 'READY', 'VALIDATED', 'nonsense'].map((status) => ({ status })),
      stopMapping: [null, {}, { comment: '@[admin] ​' }],
      lockForValidation: [[3], [3, 7], [1], [1, 3], [999], [3, 3], [5]].map((taskIds) => ({ taskIds })),
      extendLocks: [[2], [4], [1], [2, 4], []].map((taskIds) => ({ taskIds })),
      unlockAfterValidation: ['VALIDATED', 'INVALIDATED', 'MAPPED', 'READY'].map((status) => ({
        validatedTasks: [
          { taskId: 4, status, validationIssues: [{ mappingIssueCategoryId: 1, issue: 'x', count: 2 }] },
        ],
      })),
      stopValidation: [{ resetTasks: [{ taskId: 4 }] }, { resetTasks: [] }],
      lockNextTask: [
        { for: 'mapping' },
        { for: 'validation', count: 3 },
        { for: 'mapping', order: 'nearest', near: [0, 0] },
      ],
    },
  };
}
