using TtsOrleans.Abstractions.Rendering;

namespace TtsOrleans.Gateway.Jobs;

/// <summary>Finds the job of an id.</summary>
internal delegate IRenderJob RenderJobs(string id);

/// <summary>Finds the reader of a key, 0 … <see cref="IJobReader.Keys"/> − 1.</summary>
internal delegate IJobReader JobReaders(int key);
