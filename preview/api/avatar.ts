import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';

export const avatarUrl = (email: string, subPath: string) =>
  `${subPath}/avatar/${createHash('md5').update(email.trim().toLowerCase()).digest('hex')}`;

/** A coloured disc in place of a Gravatar, which would need the network. */
export function avatar(app: FastifyInstance) {
  app.get('/avatar/:hash', (request, reply) => {
    const { hash } = request.params as { hash: string };
    const hue = Number.parseInt(hash.slice(0, 4), 16) % 360 || 0;
    return reply
      .header('content-type', 'image/svg+xml')
      .header('cache-control', 'private, max-age=3600')
      .send(
        `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" fill="hsl(${hue} 45% 38%)"/>` +
          `<circle cx="16" cy="13" r="6" fill="hsl(${hue} 60% 82%)"/><circle cx="16" cy="32" r="11" fill="hsl(${hue} 60% 82%)"/></svg>`
      );
  });
}
