{{- define "mirrornet.agentDaemonSet" -}}
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: mirrornet-agent
  namespace: {{ include "mirrornet.agentNamespace" . | quote }}
  labels:
    {{- include "mirrornet.labels" . | nindent 4 }}
    app.kubernetes.io/component: agent
spec:
  selector:
    matchLabels:
      {{- include "mirrornet.agentLabels" . | nindent 6 }}
  # An agent leaves everything in place while it is away.
  updateStrategy:
    rollingUpdate: {maxUnavailable: 1}
  template:
    metadata:
      labels:
        {{- include "mirrornet.labels" . | nindent 8 }}
        app.kubernetes.io/component: agent
    spec:
      serviceAccountName: mirrornet-agent
      automountServiceAccountToken: false
      enableServiceLinks: false
      hostNetwork: true
      # Names of instances mean what they mean to the host.
      dnsPolicy: Default
      priorityClassName: system-node-critical
      terminationGracePeriodSeconds: 10
      tolerations: [{operator: Exists}]
      affinity:
        nodeAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
            nodeSelectorTerms:
              - matchExpressions:
                  - {key: mirrornet.io/host, operator: Exists}
                  - {key: kubernetes.io/os, operator: In, values: [linux]}
      securityContext:
        seccompProfile: {type: RuntimeDefault}
      {{- with .Values.image.pullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: agent
          image: {{ include "mirrornet.image" (dict "image" .Values.image.agent "context" .) | quote }}
          imagePullPolicy: {{ .Values.image.pullPolicy | quote }}
          securityContext:
            # Root by number, without any of root's powers but this one over the network.
            runAsUser: 0
            runAsGroup: 0
            privileged: false
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: {drop: [ALL], add: [NET_ADMIN]}
          env:
            - {name: NODE_NAME, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
            - {name: MIRRORNET_LOG_LEVEL, value: {{ .Values.agent.logLevel | quote }}}
            {{- range $name, $value := .Values.agent.environment }}
            - {name: {{ $name | quote }}, value: {{ $value | quote }}}
            {{- end }}
          {{- $listen := get .Values.agent.environment "MIRRORNET_LISTEN" | default "127.0.0.1:9447" }}
          {{- $parts := splitList ":" $listen }}
          startupProbe:
            httpGet: {host: {{ first $parts | quote }}, port: {{ last $parts }}, path: /healthz}
            periodSeconds: 2
            failureThreshold: 60
          livenessProbe:
            httpGet: {host: {{ first $parts | quote }}, port: {{ last $parts }}, path: /healthz}
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: {host: {{ first $parts | quote }}, port: {{ last $parts }}, path: /readyz}
            periodSeconds: 5
            timeoutSeconds: 5
          resources:
            {{- toYaml .Values.agent.resources | nindent 12 }}
          volumeMounts:
            {{- include "mirrornet.apiAccessMount" . | nindent 12 }}
            - {name: tmp, mountPath: /tmp}
      volumes:
        {{- include "mirrornet.apiAccessVolume" . | nindent 8 }}
        - name: tmp
          emptyDir: {sizeLimit: 16Mi}
{{- end -}}
