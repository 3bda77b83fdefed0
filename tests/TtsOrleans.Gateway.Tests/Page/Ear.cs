namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>Script that notes what the page gives to the loudspeaker and which characters it marks meanwhile.</summary>
internal static class Ear
{
    public const string Script = """
        window.heard = { samples: 0, peak: 0, ahead: 0, joins: [], beforeWhole: false };
        window.marked = [];
        {
          const start = AudioBufferSourceNode.prototype.start;
          let end = null;
          AudioBufferSourceNode.prototype.start = function (when) {
            const data = this.buffer.getChannelData(0);
            heard.samples += data.length;
            for (const sample of data) heard.peak = Math.max(heard.peak, Math.abs(sample));
            heard.ahead = Math.max(heard.ahead, when - this.context.currentTime);
            if (end !== null) heard.joins.push(when - end);
            end = when + this.buffer.duration;
            heard.beforeWhole ||= document.querySelector("#stage")?.dataset.state === "streaming";
            return start.call(this, when);
          };
          const look = () => {
            const now = document.querySelector("#readalong .character.now");
            const last = window.marked.at(-1);
            if (now && (!last || last.begin !== now.dataset.begin)) window.marked.push({ text: now.textContent, begin: now.dataset.begin });
            requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        }
        """;
}
