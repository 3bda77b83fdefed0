namespace TtsOrleans.Gateway.Tests.Page.Books;

/// <summary>Script that listens to the books' audio element: <c>bookHeard(part)</c> is the loudest sample heard of addresses with that part.</summary>
internal static class BookEar
{
    public const string Script = """
        () => {
          const audio = document.querySelector("#book-audio");
          const context = new AudioContext();
          const analyser = context.createAnalyser();
          context.createMediaElementSource(audio).connect(analyser).connect(context.destination);
          const samples = new Float32Array(analyser.fftSize);
          const peaks = new Map();
          const listen = () => {
            if (!audio.paused && audio.currentTime > 0.2) {
              analyser.getFloatTimeDomainData(samples);
              peaks.set(audio.currentSrc, Math.max(peaks.get(audio.currentSrc) ?? 0, ...samples.map(Math.abs)));
            }
            requestAnimationFrame(listen);
          };
          listen();
          window.bookHeard = (part) => Math.max(0, ...[...peaks].filter(([source]) => source.includes(part)).map(([, peak]) => peak));
        }
        """;
}
