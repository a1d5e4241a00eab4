import type { GeoJSONSource, Map as MapLibreMap, Marker } from 'maplibre-gl';
import type { Geometry } from 'geojson';
import type { Project, TaskFeatures } from '../api/client.js';
import type { MapChange, TaskTable } from '../project/store/task-table.js';
import { bboxCentre, bboxOf } from './bbox.js';
import { SOURCES, TASK_LAYER, UPPER_LAYERS } from './layers.js';

/** The largest number of locks with a name on the map. More names would cover the map. */
const MAX_LOCK_LABELS = 100;

const EMPTY = { type: 'FeatureCollection' as const, features: [] };

const asFeatures = (geometries: Geometry[]) => ({
  type: 'FeatureCollection' as const,
  features: geometries.map((geometry) => ({ type: 'Feature' as const, geometry, properties: {} })),
});

/** The tasks with only the properties that are drawn. Less data is faster to copy into the worker of the map. */
const drawnTasks = ({ features }: TaskFeatures) => ({
  type: 'FeatureCollection' as const,
  features: features.flatMap(({ geometry, properties: { taskId, taskStatus } }) =>
    geometry ? [{ type: 'Feature' as const, geometry, properties: { taskId, taskStatus } }] : [],
  ),
});

/** Functions that the map calls. */
export interface MapHooks {
  /** Called with the task that the user clicks. */
  onSelect: (taskId: number) => void;
  /** Creates the label of a lock. */
  labelOf: (holder: string) => HTMLElement;
}

/** Draws the tasks of a project on a map, and draws them again when they change. */
export class ProjectMap {
  private selected: number | null = null;
  private readonly labels = new Map<number, Marker>();
  private geometries = new Map<number, Geometry>();
  private isFitted = false;

  constructor(
    private readonly map: MapLibreMap,
    private readonly tasks: TaskTable,
    private readonly hooks: MapHooks,
    private readonly newMarker: (element: HTMLElement) => Marker,
  ) {
    map.on('click', TASK_LAYER.id, ({ features }) => {
      const id = features?.[0]?.id;
      if (typeof id === 'number') hooks.onSelect(id);
    });
    map.on('mouseenter', TASK_LAYER.id, () => (map.getCanvas().style.cursor = 'pointer'));
    map.on('mouseleave', TASK_LAYER.id, () => (map.getCanvas().style.cursor = ''));
    for (const name of [SOURCES.marks, SOURCES.priority, SOURCES.area])
      map.addSource(name, { type: 'geojson', data: EMPTY });
    for (const layer of UPPER_LAYERS) map.addLayer(layer);
    tasks.onMapChange = (change) => this.draw(change);
    if (tasks.features.features.length > 0) this.draw({ kind: 'all' });
  }

  private source(name: string): GeoJSONSource {
    return this.map.getSource(name) as GeoJSONSource;
  }

  /** Draws the area of the project and its priority areas. */
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
    const status = this.tasks.rows.get(taskId)?.status;
    if (status) this.map.setFeatureState({ source: SOURCES.tasks, id: taskId }, { status });
  }

  private drawAll(): void {
    const { features } = this.tasks;
    this.geometries = new Map(
      features.features.flatMap(({ geometry, properties: { taskId } }) =>
        geometry ? [[taskId, geometry as Geometry] as const] : [],
      ),
    );
    // The map moves before the tasks are added, so that MapLibre makes tiles only for the visible part.
    if (!this.isFitted) this.fit();
    this.setTaskSource(drawnTasks(features));
    for (const { properties } of features.features)
      if (this.tasks.rows.get(properties.taskId)?.status !== properties.taskStatus) this.drawState(properties.taskId);
  }

  /** Sets the source of the tasks. The first call adds it with all tasks: after an empty source MapLibre would make its tiles twice. */
  private setTaskSource(data: ReturnType<typeof drawnTasks>): void {
    if (this.map.getSource(SOURCES.tasks)) {
      this.map.removeFeatureState({ source: SOURCES.tasks });
      this.source(SOURCES.tasks).setData(data);
      return;
    }
    // The buffer is small, because each tile also draws the tasks in its buffer.
    this.map.addSource(SOURCES.tasks, { type: 'geojson', data, promoteId: 'taskId', tolerance: 0.2, buffer: 2 });
    this.map.addLayer(TASK_LAYER, UPPER_LAYERS[0]!.id);
  }

  private fit(): void {
    const bbox = bboxOf(this.geometries.values());
    if (!bbox) return;
    this.isFitted = true;
    this.map.fitBounds(bbox, { padding: 50, animate: false });
  }

  private centreOf(taskId: number): [number, number] | null {
    const geometry = this.geometries.get(taskId);
    return geometry ? bboxCentre(geometry) : null;
  }

  /** Outlines the locked tasks and, above them, the selected one. */
  private drawMarks(): void {
    const marked = this.tasks.locks.value.map(({ taskId }) => ({ taskId, isSelected: false }));
    if (this.selected !== null) marked.push({ taskId: this.selected, isSelected: true });
    const features = marked.flatMap(({ taskId, isSelected }) => {
      const geometry = this.geometries.get(taskId);
      return geometry ? [{ type: 'Feature' as const, geometry, properties: { isSelected } }] : [];
    });
    this.source(SOURCES.marks).setData({ type: 'FeatureCollection', features });
  }

  /** Adds and removes labels so that each lock shows its present holder. */
  private drawLabels(): void {
    const locks = new Map(
      this.tasks.locks.value.slice(0, MAX_LOCK_LABELS).map(({ taskId, actor }) => [taskId, actor ?? '']),
    );
    for (const [taskId, marker] of this.labels)
      if (locks.get(taskId) !== marker.getElement().dataset.holder) {
        marker.remove();
        this.labels.delete(taskId);
      }
    for (const [taskId, holder] of locks) {
      const centre = this.labels.has(taskId) ? null : this.centreOf(taskId);
      if (!centre) continue;
      const element = this.hooks.labelOf(holder);
      element.dataset.holder = holder;
      this.labels.set(taskId, this.newMarker(element).setLngLat(centre).addTo(this.map));
    }
  }

  /** Outlines a task, or no task (null). Moves the map if the task is outside the visible part. */
  select(taskId: number | null): void {
    this.selected = taskId;
    this.drawMarks();
    const centre = taskId === null ? null : this.centreOf(taskId);
    if (centre && !this.map.getBounds().contains(centre)) this.map.easeTo({ center: centre });
  }

  /** Removes the map from its element. */
  remove(): void {
    this.tasks.onMapChange = () => undefined;
    this.map.remove();
  }
}
