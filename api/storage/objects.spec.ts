import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'objects',
  about({
    level: 3,
    area: 'storage',
    critical: true,
    needs: ['storage'],
    grants: ['direct', 'writes'],
    impact: 'what people hand in is lost, changed or not found again',
  }),
  () => {
    test('an object is read back byte for byte', async ({ objects }) => {
      const { key, bytes } = await objects.create();

      const stored = await objects.store.get(key);

      expect(stored).toHaveStatus(200);
      expect(Buffer.compare(stored.bytes, bytes), 'the stored bytes are the sent ones').toBe(0);
    });

    test('an object keeps its length, its type and its metadata', async ({ objects }) => {
      const { key, bytes, contentType, metadata } = await objects.create();

      const head = await objects.store.head(key);

      expect(head).toHaveStatus(200);
      expect(head.headers.get('content-length'), 'its length').toBe(`${bytes.length}`);
      expect(head.headers.get('content-type'), 'its type').toBe(contentType);
      expect(head.headers.get('x-amz-meta-origin'), 'its metadata').toBe(metadata['origin']);
      expect(head.headers.get('x-amz-meta-number'), 'its other metadata').toBe(metadata['number']);
    });

    test('a range of an object is those bytes and no others', async ({ objects }) => {
      const { key, bytes } = await objects.create();

      const part = await objects.store.get(key, { range: 'bytes=100-299' });

      expect(part).toHaveStatus(206);
      expect(part.headers.get('content-range'), 'the range that it tells').toBe(`bytes 100-299/${bytes.length}`);
      expect(Buffer.compare(part.bytes, bytes.subarray(100, 300)), 'the bytes are those of the range').toBe(0);
    });

    test('a list shows every object once, page by page', async ({ objects, aName }) => {
      const folder = aName();
      const made = await Promise.all([1, 2, 3].map(() => objects.create(objects.aKey(folder))));

      const pages = await objects.pagesOf(folder, 2);

      expect(pages.flat(), 'the listed keys').toEqual(made.map(({ key }) => key).toSorted());
      expect(Math.max(...pages.map(({ length }) => length)), 'keys on the longest page').toBeLessThanOrEqual(2);
    });

    test('a copy is the same as its original', async ({ objects }) => {
      const original = await objects.create();
      const to = objects.aKey();

      expect(await objects.store.copy(original.key, to)).toHaveStatus(200);

      const copy = await objects.store.get(to);
      expect(copy).toHaveStatus(200);
      expect(Buffer.compare(copy.bytes, original.bytes), 'the bytes of the copy are those of the original').toBe(0);
      expect(copy.headers.get('content-type'), 'the type of the copy').toBe(original.contentType);
      expect(copy.headers.get('x-amz-meta-origin'), 'the metadata of the copy').toBe(original.metadata['origin']);
    });

    test('a deleted object is gone', async ({ objects, aName }) => {
      const folder = aName();
      const { key } = await objects.create(objects.aKey(folder));

      expect(await objects.store.remove(key)).toHaveStatus(204);

      expect(await objects.store.head(key)).toHaveStatus(objects.refusals.unknown);
      expect(await objects.pagesOf(folder, 2), 'what is listed where it was').toEqual([[]]);
    });
  },
);
