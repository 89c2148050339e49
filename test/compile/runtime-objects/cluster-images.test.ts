import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clusterImages } from '../../../src/compile/runtime-objects/admission/cluster-images.ts';
import { sampleEstate } from './sample-estate.ts';

test('the images of clusters are those of the pods and those that options of images let through', () => {
  const [cluster] = sampleEstate().clusters;
  const option = { label: 'a', default: '', choices: [] } as const;
  const options = [
    {
      ...option,
      name: 'a',
      type: 'choice',
      choices: [{ name: 'new', value: 'lab/a:2' }],
      sets: { field: 'image' },
    },
    {
      ...option,
      name: 'b',
      type: 'string',
      pattern: 'lab/b:1|lab/b:2',
      sets: { field: 'worker.image' },
    },
    { ...option, name: 'c', type: 'string', pattern: '.*', sets: { variable: 'C' } },
    {
      ...option,
      name: 'd',
      type: 'choice',
      choices: [{ name: 'd', value: '4' }],
      sets: { field: 'worker.cpu' },
    },
  ] as const;
  assert.equal(clusterImages({ ...cluster!, options }), {
    images: ['lab/a:2', 'registry.example.org/worker:1.0.0'],
    patterns: ['^(?:lab/b:1|lab/b:2)$'],
  });
});

test.run();
