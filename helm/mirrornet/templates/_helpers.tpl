{{- define "mirrornet.installation" -}}
{{ .Values.installation | default .Release.Name }}
{{- end -}}

{{- define "mirrornet.agentNamespace" -}}
{{ .Values.agent.namespace | default (printf "%s-agent" .Release.Namespace) }}
{{- end -}}

{{/* The names under which the API server knows the two, for the admission policies. */}}
{{- define "mirrornet.operatorUser" -}}
system:serviceaccount:{{ .Release.Namespace }}:mirrornet-operator
{{- end -}}

{{- define "mirrornet.agentUser" -}}
system:serviceaccount:{{ include "mirrornet.agentNamespace" . }}:mirrornet-agent
{{- end -}}

{{- define "mirrornet.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" | quote }}
app.kubernetes.io/name: mirrornet
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service | quote }}
{{- end -}}

{{/* Labels by which the operator's pods are found: never to be changed. */}}
{{- define "mirrornet.operatorLabels" -}}
app.kubernetes.io/name: mirrornet
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: operator
{{- end -}}

{{- define "mirrornet.agentLabels" -}}
app.kubernetes.io/name: mirrornet
app.kubernetes.io/instance: {{ .Release.Name | quote }}
app.kubernetes.io/component: agent
{{- end -}}

{{/* A dict of image and context: the image's full name. */}}
{{- define "mirrornet.image" -}}
{{- if .image.digest -}}
{{ .image.repository }}@{{ .image.digest }}
{{- else -}}
{{ .image.repository }}:{{ .image.tag | default .context.Chart.AppVersion }}
{{- end -}}
{{- end -}}

{{/* What the API server asks of every client, without the automatic mount. */}}
{{- define "mirrornet.apiAccessVolume" -}}
- name: api-access
  projected:
    # 0440, as every reader of YAML takes it.
    defaultMode: 288
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3607
      - configMap:
          name: kube-root-ca.crt
          items: [{key: ca.crt, path: ca.crt}]
      - downwardAPI:
          items: [{path: namespace, fieldRef: {apiVersion: v1, fieldPath: metadata.namespace}}]
{{- end -}}

{{- define "mirrornet.apiAccessMount" -}}
- {name: api-access, mountPath: /var/run/secrets/kubernetes.io/serviceaccount, readOnly: true}
{{- end -}}

{{/* Pod Security "restricted" for the operator's image. */}}
{{- define "mirrornet.restrictedPod" -}}
runAsNonRoot: true
runAsUser: 65532
runAsGroup: 65532
fsGroup: 65532
seccompProfile: {type: RuntimeDefault}
{{- end -}}

{{- define "mirrornet.restrictedContainer" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end -}}
