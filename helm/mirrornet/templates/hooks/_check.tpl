{{/*
Metadata of an object that is there only while its hook runs: a right that nobody needs at rest is not
left lying about. A dict of context, name, event, weight and namespaced.
*/}}
{{- define "mirrornet.hookMetadata" -}}
name: {{ .name }}
{{- if ne (toString .namespaced) "false" }}
namespace: {{ .context.Release.Namespace | quote }}
{{- end }}
labels:
  {{- include "mirrornet.labels" .context | nindent 2 }}
annotations:
  helm.sh/hook: {{ .event }}
  helm.sh/hook-weight: {{ .weight | default "0" | quote }}
  helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded{{ if eq .event "test" }},hook-failed{{ end }}
  helm.sh/hook-output-log-policy: hook-failed{{ if eq .event "test" }},hook-succeeded{{ end }}
{{- end -}}

{{/* A pod that runs one of the checks of the operator's image. A dict of context, name, main and arguments. */}}
{{- define "mirrornet.checkPod" -}}
metadata:
  labels:
    {{- include "mirrornet.labels" .context | nindent 4 }}
    app.kubernetes.io/component: {{ trimPrefix "mirrornet-" .name }}
spec:
  restartPolicy: Never
  serviceAccountName: {{ .name }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  securityContext:
    {{- include "mirrornet.restrictedPod" .context | nindent 4 }}
  {{- with .context.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .context.Values.operator.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .context.Values.operator.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  containers:
    - name: check
      image: {{ include "mirrornet.image" (dict "image" .context.Values.image.operator "context" .context) | quote }}
      imagePullPolicy: {{ .context.Values.image.pullPolicy | quote }}
      command: [/opt/mirrornet/runtime/bin/java, "@/opt/mirrornet/java.args", io.mirrornet.operator.installation.{{ .main }}]
      args: {{ toJson .arguments }}
      terminationMessagePolicy: FallbackToLogsOnError
      securityContext:
        {{- include "mirrornet.restrictedContainer" .context | nindent 8 }}
      resources:
        requests: {cpu: 10m, memory: 128Mi}
        limits: {memory: 256Mi}
      volumeMounts:
        {{- include "mirrornet.apiAccessMount" .context | nindent 8 }}
        - {name: tmp, mountPath: /tmp}
  volumes:
    {{- include "mirrornet.apiAccessVolume" .context | nindent 4 }}
    - name: tmp
      emptyDir: {sizeLimit: 16Mi}
{{- end -}}
