// What a user of cdk8s would write by hand: a chart for each pool, its objects as ApiObjects, `app.synth()`.
// Arguments: a JSON file of charts, each a list of objects, and the folder to write to.
import { readFileSync } from 'node:fs';
import { ApiObject, type ApiObjectProps, App, Chart } from 'cdk8s';

const [file = '', outdir = ''] = process.argv.slice(2);
const charts: Readonly<Record<string, readonly ApiObjectProps[]>> = JSON.parse(
  readFileSync(file, 'utf8'),
);

const app = new App({ outdir });
for (const [id, objects] of Object.entries(charts)) {
  const chart = new Chart(app, id);
  for (const [index, object] of objects.entries()) new ApiObject(chart, `object-${index}`, object);
}
app.synth();
