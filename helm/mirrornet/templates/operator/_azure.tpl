{{- define "mirrornet.azureEnvironment" -}}
{{- $azure := .Values.azure -}}
- {name: MIRRORNET_AZURE_CLOUD, value: {{ $azure.cloud | quote }}}
- {name: MIRRORNET_AZURE_CREDENTIAL, value: {{ $azure.credential | quote }}}
{{- with $azure.tenantId }}
- {name: AZURE_TENANT_ID, value: {{ . | quote }}}
{{- end }}
{{- with $azure.clientId }}
- {name: AZURE_CLIENT_ID, value: {{ . | quote }}}
{{- end }}
{{- if eq $azure.cloud "Custom" }}
- {name: MIRRORNET_AZURE_RESOURCE_MANAGER, value: {{ $azure.custom.resourceManager | quote }}}
- {name: MIRRORNET_AZURE_AUTHORITY, value: {{ $azure.custom.authority | quote }}}
- {name: MIRRORNET_AZURE_AUDIENCE, value: {{ $azure.custom.audience | quote }}}
{{- end }}
{{- if eq $azure.credential "WorkloadIdentity" }}
- {name: AZURE_FEDERATED_TOKEN_FILE, value: /var/run/secrets/mirrornet/azure-identity/token}
{{- end }}
{{- if has $azure.credential (list "ClientSecret" "ClientCertificate") }}
- {name: MIRRORNET_AZURE_SECRET_FILE, value: /var/run/secrets/mirrornet/azure-secret/value}
{{- end }}
{{- with $azure.resourceGroups }}
- name: MIRRORNET_RESOURCE_GROUPS
  {{- $groups := list }}
  {{- range . }}
  {{- $groups = append $groups (printf "%s/%s" .subscription .name) }}
  {{- end }}
  value: {{ join "," $groups | quote }}
{{- end }}
{{- if $azure.caBundle | trim }}
- {name: MIRRORNET_CA_BUNDLE, value: /etc/mirrornet/authorities/ca.pem}
{{- end }}
{{- with $azure.proxy.https }}
- {name: HTTPS_PROXY, value: {{ . | quote }}}
- {name: NO_PROXY, value: {{ printf "%s,$(KUBERNETES_SERVICE_HOST)" $azure.proxy.no | trimPrefix "," | quote }}}
{{- end }}
{{- end -}}

{{- define "mirrornet.azureMounts" -}}
{{- $azure := .Values.azure -}}
{{- if eq $azure.credential "WorkloadIdentity" }}
- {name: azure-identity, mountPath: /var/run/secrets/mirrornet/azure-identity, readOnly: true}
{{- end }}
{{- if has $azure.credential (list "ClientSecret" "ClientCertificate") }}
- {name: azure-secret, mountPath: /var/run/secrets/mirrornet/azure-secret, readOnly: true}
{{- end }}
{{- if $azure.caBundle | trim }}
- {name: authorities, mountPath: /etc/mirrornet/authorities, readOnly: true}
{{- end }}
{{- end -}}

{{/* The audience that each cloud's directory expects of a federated token. */}}
{{- define "mirrornet.federationAudience" -}}
{{- $own := dict "AzureUSGovernmentCloud" "api://AzureADTokenExchangeUSGov" "AzureChinaCloud" "api://AzureADTokenExchangeChina" -}}
{{ get $own .Values.azure.cloud | default "api://AzureADTokenExchange" }}
{{- end -}}

{{- define "mirrornet.azureVolumes" -}}
{{- $azure := .Values.azure -}}
{{- if eq $azure.credential "WorkloadIdentity" }}
- name: azure-identity
  projected:
    defaultMode: 288 # 0440
    sources:
      - serviceAccountToken:
          path: token
          audience: {{ include "mirrornet.federationAudience" . | quote }}
          expirationSeconds: 3600
{{- end }}
{{- if has $azure.credential (list "ClientSecret" "ClientCertificate") }}
- name: azure-secret
  secret:
    secretName: {{ $azure.secret.name | quote }}
    defaultMode: 288 # 0440
    items: [{key: {{ $azure.secret.key | quote }}, path: value}]
{{- end }}
{{- if $azure.caBundle | trim }}
- name: authorities
  configMap: {name: mirrornet-operator-authorities}
{{- end }}
{{- end -}}
