import type { Wants } from './moves.ts';

/** A few lines as beads exports them: a parent with a finished child, a ring, a link to nowhere. */
export function importText({ description, force, any, recursive }: Wants): string {
  const link = (on: string, type: string) => ({ depends_on_id: on, type });
  const items = [
    { id: `${description}-1`, status: 'open' },
    { id: `${description}-2`, status: 'closed', dependencies: [link(`${description}-1`, 'parent-child')] },
    {
      id: `${description}-3`,
      status: any ? 'in_progress' : 'open',
      dependencies: [link(`${description}-4`, 'blocks')],
    },
    {
      id: `${description}-4`,
      status: 'open',
      dependencies: [
        link(force ? `${description}-3` : 'nowhere', 'blocks'),
        link(`${description}-2`, 'blocks'),
      ],
    },
  ];
  return items
    .slice(0, recursive ? 4 : 2)
    .map((item) => JSON.stringify({ title: `imported ${item.id}`, priority: 1, ...item }))
    .join('\n');
}
