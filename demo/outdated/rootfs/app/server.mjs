import { createServer } from 'node:http'

createServer((_request, response) => response.end('Hello from a gated image.\n')).listen(8080)
