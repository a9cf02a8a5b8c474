# The bot-v2 command in a small image that needs no network to run; README.md says how to use it.
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
ENV CI=true
WORKDIR /src
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml turbo.json ./
COPY configs ./configs
COPY packages ./packages
COPY apps ./apps
COPY tests/package.json ./tests/
RUN bash configs/pnpm.sh install --frozen-lockfile \
 && bash configs/pnpm.sh exec turbo run build \
 && bash configs/pnpm.sh --filter @bot-v2/cli --prod --legacy deploy /app \
 && find /app \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && mkdir -p /data

FROM ${NODE_IMAGE}
COPY --from=build /app /app
COPY --from=build --chown=10001:10001 /data /data
RUN ln -s /app/dist/bin.js /usr/local/bin/bot-v2
# A number, so that an orchestrator can tell that it is not root.
USER 10001:10001
WORKDIR /data
ENV HOME=/data NODE_ENV=production
CMD ["bot-v2"]
