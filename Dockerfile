# Two stages: the first one builds. The second one runs the server, without development packages and without root rights.
FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=5000 DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/prisma/migrations ./prisma/migrations
COPY --from=build /app/dist ./dist
RUN mkdir /data && chown node:node /data && chmod +x dist/cli/bin.js && ln -s /app/dist/cli/bin.js /usr/local/bin/tessera
USER node
VOLUME /data
EXPOSE 5000
CMD ["node", "--max-semi-space-size=8", "dist/main.js"]
