# One image for the gateway and the five subgraphs; the command says which. TypeScript is run as it is, so nothing is built.
FROM node:24.21.0-trixie-slim AS dependencies
WORKDIR /app
ENV APOLLO_TELEMETRY_DISABLED=true
COPY package.json package-lock.json .npmrc ./
COPY packages packages
COPY subgraphs subgraphs
COPY gateway gateway
COPY apps apps
# The embedded PostgreSQL is for one machine; a container is given its database.
RUN npm ci --omit=dev --omit=optional --loglevel=error

FROM node:24.21.0-trixie-slim
WORKDIR /app
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=true HOST=0.0.0.0
COPY --from=dependencies /app ./
COPY schema schema
COPY infra/launch/node-flags infra/launch/
COPY --chmod=755 infra/docker/longbox.sh infra/docker/
USER node
EXPOSE 4000
ENTRYPOINT ["/app/infra/docker/longbox.sh"]
CMD ["gateway"]
