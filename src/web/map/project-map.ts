import type { GeoJSONSource, Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { Geometry } from 'geojson';
import type { Project, TaskFeatures } from '../api/client.js';
import type { ProjectStore } from '../project/store/project-store.js';
import type { MapChange } from '../project/store/task-row.js';
import { boxOf, middleOf } from './bbox.js';
import { SOURCES, TASK_LAYER, UPPER_LAYERS } from './layers.js';

/** How many locks are named on the map. More would hide it. */
const MAX_LOCK_LABELS = 100;

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

const asFeatures = (geometries: Geometry[]) => ({
  type: 'FeatureCollection' as const,
  features: geometries.map((geometry) => ({ type: 'Feature' as const, geometry, properties: {} })),
});

/** Of the tasks only what is drawn: less for the worker of the map to take over. */
const shapesOf = ({ features }: TaskFeatures) => ({
  type: 'FeatureCollection' as const,
  features: features.flatMap(({ geometry, properties: { taskId, taskStatus } }) =>
    geometry ? [{ type: 'Feature' as const, geometry, properties: { taskId, taskStatus } }] : [],
  ),
});

/** Draws the tasks of a project on a map, and keeps them as the store has them. */
export class ProjectMap {
  private selected: number | null = null;
  private readonly labels = new Map<number, Marker>();
  private shapes = new Map<number, Geometry>();
  private isFitted = false;

  constructor(
    readonly map: MapLibreMap,
    private readonly store: ProjectStore,
    private readonly onSelect: (taskId: number) => void,
    private readonly labelOf: (holder: string) => HTMLElement,
    private readonly newMarker: (element: HTMLElement) => Marker,
  ) {
    map.on('click', 'tasks-fill', ({ features }) => {
      const id = features?.[0]?.id;
      if (typeof id === 'number') this.onSelect(id);
    });
    map.on('mouseenter', 'tasks-fill', () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', 'tasks-fill', () => (map.getCanvas().style.cursor = ''));
    for (const name of [SOURCES.marks, SOURCES.priority, SOURCES.area])
      map.addSource(name, { type: 'geojson', data: EMPTY });
    for (const layer of UPPER_LAYERS) map.addLayer(layer);
    store.onMapChange = (change) => this.draw(change);
    if (store.features.features.length > 0) this.draw({ kind: 'all' });
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  /** Shows the area of the project and its priority areas. */
  drawProject({ areaOfInterest, priorityAreas }: Project): void {
    this.source(SOURCES.area).setData({ type: 'Feature', geometry: areaOfInterest as Geometry, properties: {} });
    this.source(SOURCES.priority).setData(asFeatures(priorityAreas ?? []));
  }

  private draw(change: MapChange): void {
    if (change.kind === 'all') this.drawAll();
    else for (const taskId of change.taskIds) this.drawState(taskId);
    this.drawMarks();
    this.drawLabels();
  }

  private drawState(taskId: number): void {
    const status = this.store.rows.get(taskId)?.status;
    if (status) this.map.setFeatureState({ source: SOURCES.tasks, id: taskId }, { status });
  }

  private drawAll(): void {
    const { features } = this.store;
    this.shapes = new Map(
      features.features.flatMap(({ geometry, properties: { taskId } }) =>
        geometry ? [[taskId, geometry as Geometry] as const] : [],
      ),
    );
    // The map moves first, so that tiles are made of the tasks only where they are shown.
    if (!this.isFitted) this.fit();
    this.drawShapes(shapesOf(features));
    for (const { properties } of features.features)
      if (this.store.rows.get(properties.taskId)?.status !== properties.taskStatus) this.drawState(properties.taskId);
  }

  /** The source of the tasks begins with all of them: an empty one would make its tiles twice. */
  private drawShapes(data: ReturnType<typeof shapesOf>): void {
    if (this.map.getSource(SOURCES.tasks)) {
      this.map.removeFeatureState({ source: SOURCES.tasks });
      this.source(SOURCES.tasks).setData(data);
      return;
    }
    // A small buffer: with many tasks much of the work would be for those of the neighbouring tiles.
    this.map.addSource(SOURCES.tasks, { type: 'geojson', data, promoteId: 'taskId', tolerance: 0.2, buffer: 2 });
    this.map.addLayer(TASK_LAYER, UPPER_LAYERS[0]!.id);
  }

  private fit(): void {
    const box = boxOf(this.shapes.values());
    if (!box) return;
    this.isFitted = true;
    this.map.fitBounds(box, { padding: 50, animate: false });
  }

  private placeOf(taskId: number): [number, number] | null {
    const shape = this.shapes.get(taskId);
    return shape ? middleOf(shape) : null;
  }

  /** Outlines the locked tasks and, above them, the selected one. */
  private drawMarks(): void {
    const marked = this.store.locks.value.map(({ taskId }) => ({ taskId, isSelected: false }));
    if (this.selected !== null) marked.push({ taskId: this.selected, isSelected: true });
    const features = marked.flatMap(({ taskId, isSelected }) => {
      const geometry = this.shapes.get(taskId);
      return geometry ? [{ type: 'Feature' as const, geometry, properties: { isSelected } }] : [];
    });
    this.source(SOURCES.marks).setData({ type: 'FeatureCollection', features });
  }

  /** Names the holders of locks. */
  private drawLabels(): void {
    const locks = new Map(
      this.store.locks.value.slice(0, MAX_LOCK_LABELS).map(({ taskId, actor }) => [taskId, actor ?? '']),
    );
    for (const [taskId, marker] of this.labels)
      if (locks.get(taskId) !== marker.getElement().dataset.holder) {
        marker.remove();
        this.labels.delete(taskId);
      }
    for (const [taskId, holder] of locks) {
      const place = this.labels.has(taskId) ? null : this.placeOf(taskId);
      if (!place) continue;
      const element = this.labelOf(holder);
      element.dataset.holder = holder;
      this.labels.set(taskId, this.newMarker(element).setLngLat(place).addTo(this.map));
    }
  }

  /** Outlines a task, or none (null). The map moves to where the task can be seen. */
  select(taskId: number | null): void {
    this.selected = taskId;
    this.drawMarks();
    const place = taskId === null ? null : this.placeOf(taskId);
    if (place && !this.map.getBounds().contains(place)) this.map.easeTo({ center: place });
  }

  /** Removes the map from its element. */
  remove(): void {
    this.store.onMapChange = () => undefined;
    this.map.remove();
  }
}
