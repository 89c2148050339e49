# The image of the runtime: controller and gateway are one program, told apart by the first argument.
#
#   docker build --build-arg NODE_IMAGE=node@sha256:… --tag registry.example.org/roster/runtime:0.1.0 .
#
# NODE_IMAGE is the only thing from outside beside the packages of package-lock.json. Give it by digest, as above: then the same
# sources make the same files. For the same bytes of the image too, set SOURCE_DATE_EPOCH and build with
# `--output type=image,rewrite-timestamp=true`.
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json build.js ./
# no scripts: esbuild's program comes in a package, and ours would build what is not copied yet
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY src/model src/model
COPY src/scaling src/scaling
COPY src/runtime src/runtime
RUN node build.js src/runtime/main.ts /root-fs/app runtime
RUN rm /root-fs/app/*.meta.json
# Node and the libraries that it is linked with: no shell, no package manager, no other program
RUN set -e; for file in /usr/local/bin/node $(ldd /usr/local/bin/node | grep -o '/[^ )]*'); do \
      mkdir -p "/root-fs$(dirname "$file")"; cp -L "$file" "/root-fs$file"; \
    done
RUN mkdir -p /root-fs/etc /root-fs/tmp && chmod 1777 /root-fs/tmp \
 && echo 'roster:x:65532:65532::/app:/none' > /root-fs/etc/passwd \
 && echo 'roster:x:65532:' > /root-fs/etc/group \
 && echo 'hosts: files dns' > /root-fs/etc/nsswitch.conf

FROM scratch
COPY --from=build /root-fs /
ENV NODE_ENV=production
USER 65532:65532
WORKDIR /app
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["/usr/local/bin/node", "/app/runtime.js"]
