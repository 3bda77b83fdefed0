namespace TtsOrleans.Deploy.Tests.Observing;

/// <summary>A span as a collector got it.</summary>
/// <param name="Service">Name of the process' kind.</param>
/// <param name="Instance">Which of its kind.</param>
/// <param name="Trace">32 hexadecimal digits.</param>
/// <param name="Id">16 hexadecimal digits.</param>
/// <param name="Parent">The same of the span it is part of; empty: of none.</param>
/// <param name="Name">What was done.</param>
internal sealed record Span(string Service, string Instance, string Trace, string Id, string Parent, string Name);
