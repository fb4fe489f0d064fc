# Build: compiles better-sqlite3 and bundles the program.
ARG NODE=lts
FROM node:${NODE}-bookworm AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build && npm prune --omit=dev

# Run: no compiler, no root. The program is root's and cannot be changed by who runs it; all that is written, also for a
# short time, is written into var, so that everything else may be read-only (docker run --read-only).
FROM node:${NODE}-bookworm-slim
ENV NODE_ENV=production HTTP_HOST=0.0.0.0 TMPDIR=/app/var
WORKDIR /app
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json LICENSE ./
COPY migrations ./migrations
COPY data ./data
RUN mkdir var && chown node:node var
USER node
VOLUME /app/var
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.HTTP_PORT || 8080}/health`).then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js", "start"]
