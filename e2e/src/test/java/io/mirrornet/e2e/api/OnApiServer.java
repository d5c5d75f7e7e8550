package io.mirrornet.e2e.api;

import io.mirrornet.lab.programs.Program;
import io.mirrornet.lab.programs.RequiresPrograms;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests with a parameter {@link ApiServer}: one with the CRDs, shared by all of them. */
@RequiresPrograms({Program.ETCD, Program.KUBE_APISERVER, Program.KUBECTL})
@ExtendWith(SharedApiServer.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface OnApiServer {}
