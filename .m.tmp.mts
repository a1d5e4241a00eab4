import pg from 'pg';
const c = new pg.Client({connectionString:'postgres://tessera@127.0.0.1:54406/tessera_search_40000', options:'-c jit=off -c max_parallel_workers_per_gather=0'}); await c.connect();
const W=`FROM projects p WHERE p.status=1 AND NOT coalesce(p.private,false)`, O='ORDER BY coalesce(p.priority,2), p.id DESC';
const P=`(ARRAY['URGENT','HIGH','MEDIUM','LOW'])[coalesce(p.priority,2)+1]`;
const V={
 scan:`SELECT count(p.centroid) FROM (SELECT p.* ${W} ${O} OFFSET 0) p`,
 geo:`SELECT max(ST_AsGeoJSON(p.centroid)) FROM (SELECT p.* ${W} ${O} OFFSET 0) p`,
 concat:`SELECT string_agg('{"type":"Feature","geometry":' || ST_AsGeoJSON(p.centroid) || ',"properties":{"projectId":' || p.id || ',"priority":"' || ${P} || '"}}', ',') FROM (SELECT p.* ${W} ${O} OFFSET 0) p`,
 format:`SELECT string_agg(format('{"type":"Feature","geometry":%s,"properties":{"projectId":%s,"priority":"%s"}}',ST_AsGeoJSON(p.centroid), p.id, ${P}), ',') FROM (SELECT p.* ${W} ${O} OFFSET 0) p`,
 compact:`SELECT string_agg(ST_AsGeoJSON(p.centroid) || p.id || ${P}, ',') FROM (SELECT p.* ${W} ${O} OFFSET 0) p`,
 floor:`SELECT p.id, p.priority, ST_AsGeoJSON(p.centroid) ${W} ${O}`,
 arrays:`SELECT array_agg(id), array_agg(priority), string_agg(ST_AsGeoJSON(p.centroid),',') FROM (SELECT p.* ${W} ${O} OFFSET 0) p`,
};
const t:Record<string,number[]>={};
for(let i=0;i<20;i++) for(const [k,v] of Object.entries(V)){const s=performance.now(); await c.query({name:k,text:v}); (t[k]??=[]).push(performance.now()-s);}
for(const k in t){t[k]!.sort((a,b)=>a-b); console.log(k,'min',t[k]![0]!.toFixed(1),'median',t[k]![10]!.toFixed(1));}
await c.end();
