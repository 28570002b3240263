# What script/lib/probe-push.mjs builds: the smallest image with a layer.
FROM scratch
COPY probe.Dockerfile /
