package io.mirrornet.lab.skipped;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The XML reports of Surefire and Failsafe in all modules. */
final class Reports {

  private static final PathMatcher REPORT =
      FileSystems.getDefault()
          .getPathMatcher("glob:*/target/{surefire,failsafe}-reports/TEST-*.xml");

  private static final int DEPTH = 4;

  private Reports() {}

  /**
   * The tests that were skipped.
   *
   * @param project the directory of the modules
   * @param since reports of earlier runs do not count
   */
  static List<Skip> skipped(Path project, Instant since) throws IOException {
    List<Skip> skips = new ArrayList<>();
    for (Path report : reports(project)) {
      if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
        skips.addAll(read(project.relativize(report).getName(0).toString(), report));
      }
    }
    return skips;
  }

  private static List<Path> reports(Path project) throws IOException {
    try (Stream<Path> files =
        Files.find(project, DEPTH, (file, _) -> REPORT.matches(project.relativize(file)))) {
      return files.sorted().toList();
    }
  }

  private static List<Skip> read(String module, Path report) throws IOException {
    try {
      Document document =
          DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(report.toFile());
      return elements(document.getElementsByTagName("skipped"))
          .map(skipped -> {
            Element test = (Element) skipped.getParentNode();
            return Skip.of(module, test.getAttribute("classname"), skipped.getAttribute("message"));
          })
          .toList();
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(report + " is not a test report", e);
    }
  }

  private static Stream<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast);
  }
}
