import { AwsError } from './protocol/error.ts'
import type { Service } from './service.ts'
import type { World } from './world.ts'

/** Where GetDownloadUrlForLayer points to: what S3 is to ECR. */
export function downloadService(world: World): Service {
  return {
    name: 'download',
    accepts: (request) => request.path.startsWith('/downloads/'),
    describe: (request) => ({ operation: `${request.method} layer` }),
    answer: async (request) => {
      const body = world.downloads.get(request.path)
      if (!body) throw new AwsError('AccessDenied', 'Access Denied', 403)
      return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body }
    },
    refuse: (error) => ({
      status: error.status,
      headers: { 'content-type': 'application/xml' },
      body: `<Error><Code>${error.code}</Code><Message>${error.message}</Message></Error>`,
    }),
  }
}
