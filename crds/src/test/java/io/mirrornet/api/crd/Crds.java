package io.mirrornet.api.crd;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.CustomResource;
import io.mirrornet.api.kubernetes.HealthShareMirrorNetwork;
import io.mirrornet.api.kubernetes.HostDisruption;
import io.mirrornet.api.kubernetes.MirrorHostRoute;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CRDs of the three kinds, as fabric8 generates them and {@link SchemaRefinement} finishes. */
final class Crds {

  private static final List<Class<? extends CustomResource<?, ?>>> KINDS =
      List.of(HealthShareMirrorNetwork.class, MirrorHostRoute.class, HostDisruption.class);

  /**
   * Jackson's, because fabric8's leaves True without quotes, which Kubernetes reads as a boolean.
   */
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private Crds() {}

  /** The YAML documents by the names of their files. */
  static Map<String, String> byFileName() {
    Map<String, String> files = new TreeMap<>();
    for (Class<? extends CustomResource<?, ?>> kind : KINDS) {
      CustomResourceDefinition crd = generate(kind);
      files.put(crd.getMetadata().getName() + ".yaml", yaml(crd));
    }
    return files;
  }

  private static String yaml(CustomResourceDefinition crd) {
    try {
      return YAML.writeValueAsString(crd);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no YAML can be made of " + crd, e);
    }
  }

  private static CustomResourceDefinition generate(Class<? extends CustomResource<?, ?>> kind) {
    Finish finish = new Finish(kind);
    new CRDGenerator()
        .customResourceClasses(List.of(kind))
        .withPostProcessor(finish)
        .withOutput(new Discard())
        .generate();
    return finish.crd();
  }

  /** Finishes the definition of one kind and keeps it. */
  private static final class Finish implements CRDPostProcessor {

    private final Class<? extends CustomResource<?, ?>> kind;
    private CustomResourceDefinition crd = new CustomResourceDefinition();

    Finish(Class<? extends CustomResource<?, ?>> kind) {
      this.kind = kind;
    }

    @Override
    public HasMetadata process(HasMetadata generated, String version) {
      crd = (CustomResourceDefinition) generated;
      CustomResourceDefinitionVersion only = crd.getSpec().getVersions().getFirst();
      JSONSchemaProps root = only.getSchema().getOpenAPIV3Schema();
      root.setDescription(descriptionOf(kind));
      // Without its spec an object says nothing; the generator cannot know that of fabric8's class.
      root.setRequired(List.of("spec"));
      finish(SchemaRefinement.property(root, "spec"), typeArgument(0), SchemaRefinement.ofInput());
      finish(
          SchemaRefinement.property(root, "status"), typeArgument(1), SchemaRefinement.ofOutput());
      only.setAdditionalPrinterColumns(inOrder(only.getAdditionalPrinterColumns()));
      return crd;
    }

    CustomResourceDefinition crd() {
      return crd;
    }

    private static void finish(
        JSONSchemaProps schema, Class<?> record, SchemaRefinement refinement) {
      schema.setDescription(descriptionOf(record));
      refinement.refine(schema, record);
    }

    private Class<?> typeArgument(int index) {
      var superclass = (ParameterizedType) kind.getGenericSuperclass();
      return (Class<?>) superclass.getActualTypeArguments()[index];
    }

    /** The generator sorts by path; a table has the order in which its columns were written. */
    private List<CustomResourceColumnDefinition> inOrder(
        List<CustomResourceColumnDefinition> columns) {
      List<String> names =
          Arrays.stream(kind.getAnnotationsByType(AdditionalPrinterColumn.class))
              .map(AdditionalPrinterColumn::name)
              .toList();
      return columns.stream()
          .sorted(Comparator.comparingInt(column -> names.indexOf(column.getName())))
          .toList();
    }

    private static String descriptionOf(Class<?> type) {
      JsonClassDescription description = type.getAnnotation(JsonClassDescription.class);
      if (description == null) {
        throw new IllegalStateException(type + " needs a @JsonClassDescription");
      }
      return description.value();
    }
  }

  /** The generator insists upon writing; the definitions are taken before. */
  private static final class Discard extends CRDGenerator.AbstractCRDOutput<ByteArrayOutputStream> {
    @Override
    protected ByteArrayOutputStream createStreamFor(String crdName) {
      return new ByteArrayOutputStream();
    }
  }
}
